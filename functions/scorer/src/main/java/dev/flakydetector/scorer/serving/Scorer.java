package dev.flakydetector.scorer.serving;

/** The arithmetic of a fitted model: from its columns to a probability. */
public sealed interface Scorer permits FlatTrees, WeightedSum, Blend, Committee {

    /** What a scorer's sum means. */
    enum Link {
        /** The sum is a log odds. */
        LOGISTIC {
            @Override
            double probability(double sum) {
                return 1 / (1 + Math.exp(-sum));
            }
        },
        /** The sum is the probability itself. */
        IDENTITY {
            @Override
            double probability(double sum) {
                return Math.min(1, Math.max(0, sum));
            }
        };

        abstract double probability(double sum);
    }

    double probability(float[] columns);

    /** For each row what {@link #probability} gives, to the last bit; many at once may be faster. */
    default double[] probabilities(float[][] rows) {
        double[] probabilities = new double[rows.length];
        for (int row = 0; row < rows.length; row++) {
            probabilities[row] = probability(rows[row]);
        }
        return probabilities;
    }
}
