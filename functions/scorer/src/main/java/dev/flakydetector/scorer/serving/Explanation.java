package dev.flakydetector.scorer.serving;

import dev.flakydetector.scorer.feature.FeatureSpace;
import dev.flakydetector.scorer.feature.FittedFeature;
import dev.flakydetector.scorer.feature.FittedFeature.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What each feature of a run added to its p_fail, against an ordinary run: the score with it, less the score without. */
final class Explanation {

    /** Above 0 the feature raises the risk, below it lowers it. */
    record Contribution(String feature, double deltaPFail) {}

    private final PFailModel model;
    private final double[] ordinary;

    private Explanation(PFailModel model, double[] ordinary) {
        this.model = model;
        this.ordinary = ordinary;
    }

    /** Ordinary is the most frequent word and the median of the batch itself. */
    static Explanation againstBatch(PFailModel model, List<double[]> batch) {
        FeatureSpace space = model.space();
        double[] ordinary = new double[space.features().size()];
        for (int i = 0; i < ordinary.length; i++) {
            int feature = i;
            double[] values = batch.stream().mapToDouble(run -> run[feature]).toArray();
            ordinary[i] = space.features().get(i) instanceof Words ? mostFrequent(values) : FeatureSpace.median(values);
        }
        return new Explanation(model, ordinary);
    }

    /** Ordinary is the most frequent word and the median of the training runs. */
    static Explanation againstTraining(PFailModel model) {
        return new Explanation(
                model,
                model.space().features().stream()
                        .mapToDouble(FittedFeature::ordinary)
                        .toArray());
    }

    /** The first in alphabetical order where several are as frequent. */
    private static double mostFrequent(double[] numbers) {
        Map<Double, Integer> counts = new TreeMap<>();
        for (double number : numbers) {
            counts.merge(number, 1, Integer::sum);
        }
        double best = Words.UNKNOWN;
        int most = 0;
        for (Map.Entry<Double, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > most) {
                most = entry.getValue();
                best = entry.getKey();
            }
        }
        return best;
    }

    /** By size, the largest first. */
    List<Contribution> of(double[] run, double pFail) {
        List<Contribution> contributions = new ArrayList<>(run.length);
        for (int i = 0; i < run.length; i++) {
            double delta = 0;
            if (Double.compare(run[i], ordinary[i]) != 0) {
                double own = run[i];
                run[i] = ordinary[i];
                delta = pFail - model.pFail(run);
                run[i] = own;
            }
            contributions.add(
                    new Contribution(model.space().features().get(i).feature().name(), delta));
        }
        contributions.sort(Comparator.comparingDouble((Contribution one) -> Math.abs(one.deltaPFail()))
                .reversed());
        return contributions;
    }
}
