package dev.flakydetector.stats;

import dev.flakydetector.domain.Interval;
import java.util.function.DoubleUnaryOperator;

/**
 * A 95 % interval for a failure rate that stays honest however often one looks: with probability at least 0.95 the true
 * rate lies in the intervals of all numbers of runs at once, so a detection may stop as soon as it likes what it sees.
 *
 * <p>It holds the rates p at which the Beta-Binomial mixture martingale {@code M(p) = B(a+s, b+f) / (B(a,b) p^s
 * (1-p)^f)} is below 1/alpha, for s failures and f passes (Robbins 1970; Howard, Ramdas, McAuliffe and Sekhon 2021). The
 * mixture is Beta(1/2, 1/2), tight near 0 and 1, where most tests are.
 *
 * <p>The intersection of all intervals so far would be valid too, and a little narrower. It is not taken: it depends on
 * the order in which runs came in and can become empty, while this depends on the two counts alone, so a report computed
 * again from stored counts says the same.
 */
public final class ConfidenceSequence {

    private static final double PRIOR = 0.5;
    private static final double LOG_ONE_OVER_ALPHA = Math.log(1 / 0.05);
    private static final double PRECISION = 1e-12;

    private ConfidenceSequence() {}

    /** The interval after so many runs; everything from 0 to 1 before the first. */
    public static Interval of(int failures, int runs) {
        Counts.check(failures, runs);
        if (runs == 0) {
            return Interval.UNKNOWN;
        }
        int passes = runs - failures;
        double logMixture = LogBeta.of(PRIOR + failures, PRIOR + passes) - LogBeta.of(PRIOR, PRIOR);
        DoubleUnaryOperator excess =
                p -> logMixture - times(failures, Math.log(p)) - times(passes, Math.log1p(-p)) - LOG_ONE_OVER_ALPHA;
        double estimate = (double) failures / runs;
        double lo = failures == 0 ? 0 : crossing(excess, 0, estimate);
        double hi = passes == 0 ? 1 : crossing(excess, 1, estimate);
        return new Interval(lo, hi);
    }

    /** Zero times the infinite logarithm of zero is zero here: a rate of 0 makes no failures no less likely. */
    private static double times(int count, double logarithm) {
        return count == 0 ? 0 : count * logarithm;
    }

    /**
     * Where the martingale, which is convex in p and below the limit at the estimate, reaches the limit. Of the last two
     * bounds it returns the outer one, so that rounding only ever widens the interval.
     */
    private static double crossing(DoubleUnaryOperator excess, double outside, double inside) {
        while (Math.abs(outside - inside) > PRECISION) {
            double middle = (outside + inside) / 2;
            if (excess.applyAsDouble(middle) >= 0) {
                outside = middle;
            } else {
                inside = middle;
            }
        }
        return outside;
    }
}
