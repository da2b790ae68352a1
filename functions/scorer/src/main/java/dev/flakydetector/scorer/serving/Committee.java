package dev.flakydetector.scorer.serving;

import java.util.Arrays;
import java.util.List;

/** Several forecasts with the same say: the mean of their log odds, so that one that is sure of itself counts for more. */
public record Committee(List<Scorer> members) implements Scorer {

    /** No member may be so sure that the others do not count. */
    private static final double SUREST = 0.001;

    public Committee {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("A committee needs a member");
        }
        members = List.copyOf(members);
    }

    @Override
    public double probability(float[] columns) {
        double sum = 0;
        for (Scorer member : members) {
            sum += logOdds(member.probability(columns));
        }
        return Link.LOGISTIC.probability(sum / members.size());
    }

    @Override
    public double[] probabilities(float[][] rows) {
        double[] sums = new double[rows.length];
        for (Scorer member : members) {
            double[] told = member.probabilities(rows);
            for (int row = 0; row < rows.length; row++) {
                sums[row] += logOdds(told[row]);
            }
        }
        return Arrays.stream(sums)
                .map(sum -> Link.LOGISTIC.probability(sum / members.size()))
                .toArray();
    }

    /** For one row, what the members' probabilities come to. */
    public static double agreed(double[] probabilities) {
        double sum = 0;
        for (double probability : probabilities) {
            sum += logOdds(probability);
        }
        return Link.LOGISTIC.probability(sum / probabilities.length);
    }

    private static double logOdds(double probability) {
        double p = Math.min(1 - SUREST, Math.max(SUREST, probability));
        return Math.log(p / (1 - p));
    }
}
