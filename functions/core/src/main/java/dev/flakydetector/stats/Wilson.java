package dev.flakydetector.stats;

import dev.flakydetector.domain.Interval;

/** Wilson's score interval (1927) for a number of runs that was fixed beforehand. */
public final class Wilson {

    /** The 97.5 % quantile of the normal distribution, for 95 % confidence. */
    private static final double Z = 1.959963984540054;

    private Wilson() {}

    public static Interval interval(int failures, int runs) {
        if (runs == 0) {
            return Interval.UNKNOWN;
        }
        double rate = (double) failures / runs;
        double z2 = Z * Z;
        double centre = (rate + z2 / (2 * runs)) / (1 + z2 / runs);
        double half = Z * Math.sqrt(rate * (1 - rate) / runs + z2 / (4.0 * runs * runs)) / (1 + z2 / runs);
        double lo = failures == 0 ? 0 : Math.max(0, centre - half);
        double hi = failures == runs ? 1 : Math.min(1, centre + half);
        return new Interval(lo, hi);
    }
}
