package dev.flakydetector.scorer.registry;

import dev.flakydetector.scorer.evaluation.Figures;
import dev.flakydetector.scorer.evaluation.Forecast;
import dev.flakydetector.scorer.feature.Feature;
import dev.flakydetector.scorer.feature.Feature.Source;
import dev.flakydetector.scorer.feature.FeatureSpace;
import dev.flakydetector.scorer.feature.FittedFeature.Range;
import dev.flakydetector.scorer.feature.FittedFeature.Words;
import dev.flakydetector.scorer.serving.Blend;
import dev.flakydetector.scorer.serving.Calibration;
import dev.flakydetector.scorer.serving.FlatTrees;
import dev.flakydetector.scorer.serving.PFailModel;
import dev.flakydetector.scorer.serving.Scorer;
import dev.flakydetector.scorer.serving.Scorer.Link;
import dev.flakydetector.scorer.serving.WeightedSum;
import dev.flakydetector.scorer.training.TrainingResult;
import dev.flakydetector.scorer.training.TrainingResult.Rival;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Trainings made up for tests; no two of different sureness give the same model. */
public final class SampleModels {

    private SampleModels() {}

    /** What a registry keeps of one. */
    public static Publication publication(double sureness) throws IOException {
        return Publication.of(result(sureness), "d1");
    }

    /** A model that gives what happened this probability, right nine times in ten. */
    public static TrainingResult result(double sureness) {
        FeatureSpace space = new FeatureSpace(List.of(
                new Words(new Feature("platform", Source.CATEGORY), List.of("android", "ios"), 0),
                new Range(new Feature("scenarios_total", Source.NUMBER), 10, true, true)));
        Scorer trees = new FlatTrees(
                new int[] {0},
                new int[] {2, FlatTrees.LEAF, FlatTrees.LEAF},
                new float[] {8.5f, -1, (float) sureness},
                new int[] {1, 0, 0},
                0,
                Link.LOGISTIC);
        Scorer sum = new WeightedSum(new double[] {0.1, 0.2, 0.01}, 0.05, Link.IDENTITY);
        PFailModel model = new PFailModel("gradient_boosting", space, new Blend(sum, trees, 0.5), Calibration.none());
        boolean[] failed = new boolean[200];
        double[] given = new double[failed.length];
        for (int i = 0; i < failed.length; i++) {
            failed[i] = i % 2 == 0;
            given[i] = failed[i] == (i % 10 != 0) ? sureness : 1 - sureness;
        }
        Forecast forecast = new Forecast(given, failed);
        Figures figures = Figures.of(forecast, 0.5, 1);
        return new TrainingResult(
                model,
                Map.of("eta", 0.1),
                42,
                1_000,
                figures,
                forecast,
                IntStream.range(0, failed.length).boxed().toList(),
                0.5,
                0.1,
                List.of(0.4, 0.6),
                List.of(new Rival("base_rate", 0.7, 0.7, 0.5)),
                Map.of("forward", figures),
                Map.of(),
                List.of());
    }
}
