package dev.flakydetector.domain;

/**
 * The seeds that a detection may hand out, both ends included. The default suits every framework: GoogleTest takes
 * nothing above 99,999, and zero means "no seed" to GoogleTest and ExUnit.
 */
public record SeedRange(int min, int max) {

    public static final SeedRange DEFAULT = new SeedRange(1, 99_999);

    public SeedRange {
        if (min < 0 || max < min) {
            throw new IllegalArgumentException(
                    "A seed range needs 0 <= min <= max, found min %d and max %d".formatted(min, max));
        }
    }

    /** How many different seeds there are. */
    public long size() {
        return (long) max - min + 1;
    }

    public boolean contains(int value) {
        return min <= value && value <= max;
    }
}
