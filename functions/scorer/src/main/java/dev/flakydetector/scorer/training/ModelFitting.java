package dev.flakydetector.scorer.training;

import dev.flakydetector.scorer.feature.Feature;
import dev.flakydetector.scorer.feature.FeatureSpace;
import dev.flakydetector.scorer.feature.RunRows;
import dev.flakydetector.scorer.serving.Blend;
import dev.flakydetector.scorer.serving.Calibration;
import dev.flakydetector.scorer.serving.Committee;
import dev.flakydetector.scorer.serving.PFailModel;
import dev.flakydetector.scorer.serving.Scorer;
import dev.flakydetector.scorer.serving.Scorer.Link;
import dev.flakydetector.scorer.serving.WeightedSum;
import java.util.ArrayList;
import java.util.List;

/** Fits one recipe on some rows: features first, then the model. */
final class ModelFitting {

    private final long seed;

    ModelFitting(long seed) {
        this.seed = seed;
    }

    PFailModel fit(Recipe recipe, RunRows runs, int[] rows) {
        FeatureSpace space = FeatureSpace.fit(runs, rows);
        return new PFailModel(
                recipe.algorithm().spelled(), space, scorer(recipe, space, runs, rows), Calibration.none());
    }

    private Scorer scorer(Recipe recipe, FeatureSpace space, RunRows runs, int[] rows) {
        return switch (recipe.algorithm()) {
            case COMMITTEE ->
                new Committee(recipe.members().stream()
                        .map(member -> scorer(member, space, runs, rows))
                        .toList());
            case GRADIENT_BOOSTING, RANDOM_FOREST, CART -> trees(recipe, space, runs, rows);
            case LOGISTIC_REGRESSION -> new LogisticFitting(seed).fit(space.encode(runs, rows), runs.outcomes(rows));
            case DECAYED_HISTORY -> history(recipe, space);
            case BASE_RATE -> new WeightedSum(new double[0], runs.failureRate(rows), Link.IDENTITY);
        };
    }

    private Scorer trees(Recipe recipe, FeatureSpace space, RunRows runs, int[] rows) {
        Scorer trees = new TreeFitting(seed).fit(recipe, space.encode(runs, rows), runs.outcomes(rows));
        double share = recipe.settings().getOrDefault(Recipe.HISTORY_SHARE, 0.0);
        return share > 0 ? new Blend(history(recipe, space), trees, share) : trees;
    }

    /** The mean of the failure rates of the first kind of run, or of the one with the half-life that the recipe names. */
    private static Scorer history(Recipe recipe, FeatureSpace space) {
        List<Integer> columns = rateColumns(space);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("There is no history to go by: name 'history' in the data set's YAML");
        }
        if (recipe.settings().containsKey(Recipe.HALF_LIFE)) {
            columns = List.of(columns.get((int) recipe.setting(Recipe.HALF_LIFE)));
        }
        double[] weights = new double[space.width()];
        for (int column : columns) {
            weights[column] = 1.0 / columns.size();
        }
        return new WeightedSum(weights, 0, Link.IDENTITY);
    }

    private static List<Integer> rateColumns(FeatureSpace space) {
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < space.features().size(); i++) {
            Feature feature = space.features().get(i).feature();
            if (feature.source() == Feature.Source.HISTORY && columns.size() < Recipe.HALF_LIVES) {
                columns.add(space.column(i));
            }
        }
        return columns;
    }
}
