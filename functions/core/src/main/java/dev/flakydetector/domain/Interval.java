package dev.flakydetector.domain;

/** A range of probabilities, both ends included. */
public record Interval(double lo, double hi) {

    public static final Interval UNKNOWN = new Interval(0, 1);

    public Interval {
        if (!(0 <= lo && lo <= hi && hi <= 1)) {
            throw new IllegalArgumentException(
                    "An interval of probabilities needs 0 <= lo <= hi <= 1, found [%s, %s]".formatted(lo, hi));
        }
    }
}
