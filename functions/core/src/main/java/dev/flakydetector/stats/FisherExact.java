package dev.flakydetector.stats;

/** Fisher's exact test (1922) of whether two groups fail at the same rate. */
public final class FisherExact {

    /** Tables as improbable as the one seen count as well; equal ones differ by rounding. */
    private static final double TOLERANCE = 1e-7;

    private FisherExact() {}

    /** The two-sided p-value: the probability, if both rates were the same, of a table at most as probable. */
    public static double twoSided(int failuresA, int runsA, int failuresB, int runsB) {
        int failures = failuresA + failuresB;
        int least = Math.max(0, failures - runsB);
        int most = Math.min(failures, runsA);
        double seen = logProbability(failuresA, runsA, failures, runsB);
        double sum = 0;
        for (int k = least; k <= most; k++) {
            double log = logProbability(k, runsA, failures, runsB);
            if (log <= seen + TOLERANCE) {
                sum += Math.exp(log);
            }
        }
        return Math.min(1, sum);
    }

    private static double logProbability(int k, int runsA, int failures, int runsB) {
        return LogGamma.logChoose(runsA, k)
                + LogGamma.logChoose(runsB, failures - k)
                - LogGamma.logChoose(runsA + runsB, failures);
    }
}
