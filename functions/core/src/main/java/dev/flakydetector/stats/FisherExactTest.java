package dev.flakydetector.stats;

/** Fisher's exact test (1922): could two groups of runs have failed so differently by chance alone? */
public final class FisherExactTest {

    /** Tables this close to the observed one in probability count as equally likely, as in R's fisher.test. */
    private static final double LOG_TIE = 1e-7;

    private FisherExactTest() {}

    /**
     * The two-sided p-value: the probability of this difference or a less likely one, where both groups have the same
     * failure rate.
     */
    public static double twoSided(int failures, int runs, int otherFailures, int otherRuns) {
        Counts.check(failures, runs);
        Counts.check(otherFailures, otherRuns);
        int allFailures = failures + otherFailures;
        int least = Math.max(0, allFailures - otherRuns);
        int most = Math.min(allFailures, runs);
        double logAll = LogBeta.logChoose(runs + otherRuns, allFailures);
        double limit = logProbability(failures, runs, allFailures, otherRuns, logAll) + LOG_TIE;
        double p = 0;
        for (int k = least; k <= most; k++) {
            double logProbability = logProbability(k, runs, allFailures, otherRuns, logAll);
            if (logProbability <= limit) {
                p += Math.exp(logProbability);
            }
        }
        return Math.min(1, p);
    }

    private static double logProbability(int failures, int runs, int allFailures, int otherRuns, double logAll) {
        return LogBeta.logChoose(runs, failures) + LogBeta.logChoose(otherRuns, allFailures - failures) - logAll;
    }
}
