package dev.flakydetector.scorer.serving;

import java.util.Objects;

/** A weight for each column, and a constant. */
public final class WeightedSum implements Scorer {

    private final double[] weights;
    private final double constant;
    private final Link link;

    public WeightedSum(double[] weights, double constant, Link link) {
        this.weights = weights.clone();
        this.constant = constant;
        this.link = Objects.requireNonNull(link);
    }

    @Override
    public double probability(float[] columns) {
        double sum = constant;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * columns[i];
        }
        return link.probability(sum);
    }

    public double[] weights() {
        return weights.clone();
    }

    public double constant() {
        return constant;
    }

    public Link link() {
        return link;
    }
}
