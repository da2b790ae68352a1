package dev.flakydetector.scorer.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** How far a figure may move by the luck of which runs were tested: runs drawn again, with replacement (Efron 1979). */
public final class Bootstrap {

    /** The middle 95 % of what the figure came to. */
    public record Range(double from, double to) {}

    private static final int DRAWS = 200;
    private static final double TAIL = 0.025;

    private final long seed;

    public Bootstrap(long seed) {
        this.seed = seed;
    }

    public Range of(Forecast forecast, ToDoubleFunction<Forecast> figure) {
        SplittableRandom chance = new SplittableRandom(seed);
        double[] figures = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] rows = new int[forecast.size()];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = chance.nextInt(forecast.size());
            }
            figures[draw] = figure.applyAsDouble(forecast.rows(rows));
        }
        Arrays.sort(figures);
        return new Range(figures[(int) (TAIL * DRAWS)], figures[DRAWS - 1 - (int) (TAIL * DRAWS)]);
    }
}
