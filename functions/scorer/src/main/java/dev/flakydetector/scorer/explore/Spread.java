package dev.flakydetector.scorer.explore;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Where some numbers lie: mean, standard deviation, quantiles. */
final class Spread {

    private final double[] sorted;

    Spread(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no numbers have no spread");
        }
        this.sorted = values.clone();
        Arrays.sort(sorted);
    }

    int size() {
        return sorted.length;
    }

    double mean() {
        return Arrays.stream(sorted).sum() / sorted.length;
    }

    /** The sample's standard deviation, with n − 1; empty for a single number. */
    OptionalDouble deviation() {
        if (sorted.length < 2) {
            return OptionalDouble.empty();
        }
        double mean = mean();
        double squares = Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).sum();
        return OptionalDouble.of(Math.sqrt(squares / (sorted.length - 1)));
    }

    /** Interpolated between neighbours (type 7 of Hyndman and Fan 1996). */
    double quantile(double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    double[] values() {
        return sorted.clone();
    }
}
