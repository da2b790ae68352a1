package dev.flakydetector.scorer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flakydetector.scorer.serving.FlatTrees;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.regression.Regressor;

class TreeFlatteningTest {

    private static final double ROUNDING = 1e-6;

    private final float[][] rows = new float[500][4];
    private final boolean[] failed = new boolean[rows.length];
    private final TreeFitting fitting = new TreeFitting(42);

    @BeforeEach
    void drawRows() {
        SplittableRandom chance = new SplittableRandom(7);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[] {
                chance.nextInt(2), (float) chance.nextDouble(), chance.nextInt(6), (float) chance.nextDouble() * 900
            };
            failed[i] = chance.nextDouble() < 0.2 + 0.5 * rows[i][0] * rows[i][1];
        }
    }

    @Test
    void boostedTreesScoreAsTribuosDo() {
        XGBoostModel<Label> model = fitting.boosted(Recipe.boosting(40, 3, 0.1, 2), rows, failed);
        FlatTrees flat = TreeFlattening.ofClassifier(model);

        for (float[] row : rows) {
            double tribuos = model.predict(TribuoRows.example(row, TribuoRows.label(true)))
                    .getOutputScores()
                    .get(TribuoRows.FAILED)
                    .getScore();
            assertThat(flat.probability(row)).isCloseTo(tribuos, within(ROUNDING));
        }
    }

    @Test
    void ofTwoTreesThatSplitAlikeOneIsKept() {
        FlatTrees flat = TreeFlattening.ofClassifier(fitting.boosted(Recipe.boosting(40, 3, 0.1, 2), rows, failed));

        assertThat(flat.roots()).hasSizeBetween(40, 44);
    }

    @Test
    void aForestScoresAsTribuosDoes() {
        XGBoostModel<Regressor> model = fitting.averaged(Recipe.forest(20, 6, 3), rows, failed);

        assertSameScores(model, TreeFlattening.ofRegressor(model));
    }

    @Test
    void aTreeScoresAsTribuosDoes() {
        XGBoostModel<Regressor> model = fitting.averaged(Recipe.tree(4, 10), rows, failed);

        assertSameScores(model, TreeFlattening.ofRegressor(model));
    }

    private void assertSameScores(XGBoostModel<Regressor> model, FlatTrees flat) {
        for (float[] row : rows) {
            double tribuos = model.predict(TribuoRows.example(row, TribuoRows.share(true)))
                    .getOutput()
                    .getValues()[0];
            assertThat(flat.probability(row)).isCloseTo(Math.min(1, Math.max(0, tribuos)), within(ROUNDING));
        }
    }
}
