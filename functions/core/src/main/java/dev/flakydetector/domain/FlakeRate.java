package dev.flakydetector.domain;

/**
 * Failures out of runs, with what that says about the true probability of failing.
 *
 * @param interval holds the true rate with 95 % confidence; {@link Interval#UNKNOWN} before the first run
 */
public record FlakeRate(int failures, int runs, Interval interval) {

    public static final FlakeRate NONE = new FlakeRate(0, 0, Interval.UNKNOWN);

    public FlakeRate {
        if (failures < 0 || runs < failures) {
            throw new IllegalArgumentException(
                    "A rate needs 0 <= failures <= runs, found %d of %d".formatted(failures, runs));
        }
    }

    /** The observed share of failures; zero before the first run. */
    public double value() {
        return runs == 0 ? 0 : (double) failures / runs;
    }
}
