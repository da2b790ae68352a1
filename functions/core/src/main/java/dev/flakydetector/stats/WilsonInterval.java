package dev.flakydetector.stats;

import dev.flakydetector.domain.Interval;

/**
 * The 95 % score interval of Wilson (1927) for a failure rate, for a number of runs that was fixed beforehand. Where one
 * stops depending on what one saw, it promises too much: that is what {@link ConfidenceSequence} is for.
 */
public final class WilsonInterval {

    /** The 97.5 % quantile of the normal distribution. */
    private static final double Z = 1.959963984540054;

    private WilsonInterval() {}

    /** The interval after all runs; everything from 0 to 1 where there were none. */
    public static Interval of(int failures, int runs) {
        Counts.check(failures, runs);
        if (runs == 0) {
            return Interval.UNKNOWN;
        }
        double n = runs;
        double estimate = failures / n;
        double scale = 1 + Z * Z / n;
        double centre = (estimate + Z * Z / (2 * n)) / scale;
        double spread = Z / scale * Math.sqrt(estimate * (1 - estimate) / n + Z * Z / (4 * n * n));
        // At 0 and at n failures the formula gives exactly 0 and 1, but for rounding.
        double lo = failures == 0 ? 0 : Math.max(0, centre - spread);
        double hi = failures == runs ? 1 : Math.min(1, centre + spread);
        return new Interval(lo, hi);
    }
}
