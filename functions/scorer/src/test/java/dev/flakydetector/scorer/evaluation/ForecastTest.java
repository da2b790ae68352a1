package dev.flakydetector.scorer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ForecastTest {

    private static final double EXACT = 1e-9;
    private static final Forecast FORECAST = new Forecast(
            new double[] {0.1, 0.4, 0.35, 0.8, 0.8, 0.05}, new boolean[] {false, false, true, true, false, false});

    /** Expected figures by scikit-learn 1.2.1: log_loss, roc_auc_score, brier_score_loss. */
    @Test
    void agreesWithScikitLearn() {
        assertThat(FORECAST.logLoss()).isCloseTo(0.591647170343, within(EXACT));
        assertThat(FORECAST.rocAuc()).isCloseTo(0.6875, within(EXACT));
        assertThat(FORECAST.brier()).isCloseTo(0.2125, within(EXACT));
    }

    @Test
    void aForecastThatWasSureAndWrongCostsMuchButNotEverything() {
        Forecast wrong = new Forecast(new double[] {0}, new boolean[] {true});

        assertThat(wrong.logLoss()).isBetween(30.0, 40.0);
    }

    @Test
    void anAucNeedsBothOutcomes() {
        assertThat(new Forecast(new double[] {0.2, 0.4}, new boolean[] {true, true}).rocAuc())
                .isNaN();
    }

    @Test
    void theSameProbabilityForAllTellsNothingApart() {
        assertThat(FORECAST.constant(0.3).rocAuc()).isCloseTo(0.5, within(EXACT));
    }
}
