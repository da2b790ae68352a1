package dev.flakydetector.stats;

import dev.flakydetector.domain.Interval;

/**
 * An interval for a failure rate that holds the true rate at all numbers of runs together, so one may look after every
 * run and stop when one likes.
 *
 * <p>The Beta-Binomial mixture martingale M_n(p) = B(a + s, b + f) / (B(a, b) · p^s · (1 − p)^f), for s failures and f
 * passes, exceeds 1/α at any time with probability at most α when p is the true rate (Ville 1939; Robbins 1970; Howard,
 * Ramdas, McAuliffe and Sekhon 2021). The interval is {p : M_n(p) < 1/α}, with Jeffreys' a = b = 1/2 as mixture.
 */
public final class ConfidenceSequence {

    private static final double A = 0.5;
    private static final double B = 0.5;
    private static final int BISECTIONS = 60;

    private final double alpha;

    /**
     * A sequence with this chance of ever being wrong.
     *
     * @param alpha such as 0.05 for 95 % confidence
     */
    public ConfidenceSequence(double alpha) {
        if (!(0 < alpha && alpha < 1)) {
            throw new IllegalArgumentException("alpha must lie between 0 and 1, found " + alpha);
        }
        this.alpha = alpha;
    }

    public Interval interval(int failures, int runs) {
        if (failures < 0 || runs < failures) {
            throw new IllegalArgumentException("0 <= failures <= runs, found %d of %d".formatted(failures, runs));
        }
        if (runs == 0) {
            return Interval.UNKNOWN;
        }
        double peak = (double) failures / runs;
        double lo = failures == 0 ? 0 : boundary(failures, runs, 0, peak);
        double hi = failures == runs ? 1 : boundary(failures, runs, 1, peak);
        return new Interval(lo, hi);
    }

    /** Where log M crosses log(1/α) between a point outside and the peak of the likelihood, by bisection. */
    private double boundary(int failures, int runs, double outside, double inside) {
        double far = outside;
        double near = inside;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (far + near) / 2;
            if (logMartingale(middle, failures, runs) < -Math.log(alpha)) {
                near = middle;
            } else {
                far = middle;
            }
        }
        return near;
    }

    private static double logMartingale(double p, int failures, int runs) {
        int passes = runs - failures;
        return LogGamma.logBeta(A + failures, B + passes)
                - LogGamma.logBeta(A, B)
                - xLogY(failures, p)
                - xLogY(passes, 1 - p);
    }

    private static double xLogY(double x, double y) {
        return x == 0 ? 0 : x * Math.log(y);
    }
}
