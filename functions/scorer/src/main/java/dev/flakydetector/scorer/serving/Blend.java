package dev.flakydetector.scorer.serving;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The weighted mean of two forecasts: often better than either, since their mistakes differ. */
public record Blend(Scorer first, Scorer second, double shareOfFirst) implements Scorer {

    public Blend {
        Objects.requireNonNull(first);
        Objects.requireNonNull(second);
        if (!(shareOfFirst >= 0 && shareOfFirst <= 1)) {
            throw new IllegalArgumentException("A share lies between 0 and 1, not " + shareOfFirst);
        }
    }

    @Override
    public double probability(float[] columns) {
        return shareOfFirst * first.probability(columns) + (1 - shareOfFirst) * second.probability(columns);
    }

    @Override
    public double[] probabilities(float[][] rows) {
        double[] one = first.probabilities(rows);
        double[] other = second.probabilities(rows);
        Arrays.setAll(one, row -> shareOfFirst * one[row] + (1 - shareOfFirst) * other[row]);
        return one;
    }

    /** The parts, for those who walk them. */
    public List<Scorer> parts() {
        return List.of(first, second);
    }
}
