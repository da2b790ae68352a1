package dev.flakydetector.scorer.training;

import dev.flakydetector.scorer.serving.FlatTrees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer.RegressionType;

/**
 * Fits trees with Tribuo's XGBoost: boosted ones on the log loss; a forest or a single tree on squared error, where a
 * leaf is the share of its runs that failed.
 */
final class TreeFitting {

    private static final int DEPTH_IF_UNSET = 6;

    private final long seed;

    TreeFitting(long seed) {
        this.seed = seed;
    }

    /** The trees that serve. */
    FlatTrees fit(Recipe recipe, float[][] rows, boolean[] failed) {
        return recipe.algorithm() == Algorithm.GRADIENT_BOOSTING
                ? TreeFlattening.ofClassifier(boosted(recipe, rows, failed))
                : TreeFlattening.ofRegressor(averaged(recipe, rows, failed));
    }

    /** Tribuo's model of boosted trees. */
    XGBoostModel<Label> boosted(Recipe recipe, float[][] rows, boolean[] failed) {
        Map<String, Object> settings = settings(recipe);
        settings.put("objective", "multi:softprob");
        settings.put("eta", recipe.setting("eta"));
        return new XGBoostClassificationTrainer((int) recipe.setting("rounds"), settings)
                .train(dataset(rows, failed, new LabelFactory(), TribuoRows::label));
    }

    /** Tribuo's model of a forest's trees, or of one tree. */
    XGBoostModel<Regressor> averaged(Recipe recipe, float[][] rows, boolean[] failed) {
        Map<String, Object> settings = settings(recipe);
        settings.put("objective", "reg:squarederror");
        settings.put("base_score", 0.0);
        settings.put("eta", 1.0);
        settings.put("lambda", 0.0);
        if (recipe.algorithm() == Algorithm.RANDOM_FOREST) {
            settings.put("num_parallel_tree", (int) recipe.setting("trees"));
            settings.put("subsample", 0.632);
            settings.put("colsample_bynode", 0.5);
        }
        return (XGBoostModel<Regressor>) new XGBoostRegressionTrainer(RegressionType.LINEAR, 1, settings)
                .train(dataset(rows, failed, new RegressionFactory(), TribuoRows::share));
    }

    private Map<String, Object> settings(Recipe recipe) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("seed", seed);
        // One thread: with more, sums depend on who came first.
        settings.put("nthread", 1);
        settings.put("verbosity", 0);
        settings.put("tree_method", "hist");
        settings.put("max_depth", (int) recipe.settings()
                .getOrDefault("max_depth", (double) DEPTH_IF_UNSET)
                .doubleValue());
        settings.put("min_child_weight", recipe.setting("min_child_weight"));
        return settings;
    }

    private interface Outcome<T> {
        T of(boolean failed);
    }

    private static <T extends Output<T>> MutableDataset<T> dataset(
            float[][] rows, boolean[] failed, OutputFactory<T> factory, Outcome<T> outcome) {
        List<Example<T>> examples = new ArrayList<>(rows.length);
        for (int i = 0; i < rows.length; i++) {
            examples.add(TribuoRows.example(rows[i], outcome.of(failed[i])));
        }
        return new MutableDataset<>(examples, new SimpleDataSourceProvenance("runs", factory), factory);
    }
}
