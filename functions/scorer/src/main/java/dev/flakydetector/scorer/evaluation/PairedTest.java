package dev.flakydetector.scorer.evaluation;

import java.util.SplittableRandom;

/**
 * Whether one forecast of the same runs is better than another by more than luck: each run's difference in log loss has its
 * sign flipped at random, and the p-value is how often that moves the mean as far (Fisher's randomisation test).
 *
 * @param difference mean log loss of the first less that of the second: below 0 the first is better
 * @param pValue two-sided
 */
public record PairedTest(double difference, double pValue) {

    private static final int FLIPS = 2_000;

    public static PairedTest of(Forecast first, Forecast second, long seed) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException("The forecasts are not of the same runs");
        }
        double[] differences = new double[first.size()];
        double sum = 0;
        for (int row = 0; row < differences.length; row++) {
            differences[row] = first.logLoss(row) - second.logLoss(row);
            sum += differences[row];
        }
        SplittableRandom chance = new SplittableRandom(seed);
        int asFar = 0;
        for (int flip = 0; flip < FLIPS; flip++) {
            double flipped = 0;
            for (double difference : differences) {
                flipped += chance.nextBoolean() ? difference : -difference;
            }
            // A hair's breadth, so that rounding cannot tell equal sums apart.
            asFar += Math.abs(flipped) >= Math.abs(sum) - 1e-12 ? 1 : 0;
        }
        return new PairedTest(sum / Math.max(1, differences.length), (asFar + 1.0) / (FLIPS + 1));
    }
}
