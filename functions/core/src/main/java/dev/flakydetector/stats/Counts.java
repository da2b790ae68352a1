package dev.flakydetector.stats;

/** What every count of failures must satisfy. */
final class Counts {

    private Counts() {}

    static void check(int failures, int runs) {
        if (failures < 0 || runs < failures) {
            throw new IllegalArgumentException(
                    "Counts need 0 <= failures <= runs, found %d of %d".formatted(failures, runs));
        }
    }
}
