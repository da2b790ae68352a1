package dev.flakydetector.scorer.registry;

import dev.flakydetector.scorer.evaluation.Figures;
import dev.flakydetector.scorer.training.TrainingResult;
import java.util.List;
import java.util.Locale;

/** {@code card.md}: what the model is for, what it was trained on, and how far to trust it (after Mitchell et al. 2019). */
final class ModelCard {

    private ModelCard() {}

    static String of(TrainingResult result, String modelId, String datasetSha256) {
        Figures figures = result.figures();
        List<String> warnings = result.warnings();
        return String.format(
                Locale.ROOT,
                """
                # p_fail model %s

                Forecasts the probability that a planned run fails. Algorithm: %s, settings %s, seed %d.

                ## Trained on
                %d runs; SHA-256 of the data %s.
                Features: %s.

                ## How good it is
                On %d held-out runs: log loss %.4f (%.4f to %.4f), ROC-AUC %.4f, Brier score %.4f, expected calibration
                error %.4f. Saying the base rate for every run has log loss %.4f.

                The algorithm and its settings were chosen by log loss in five growing windows of time, each tested on the
                runs after it: %.4f on average, standard deviation %.4f. With --split forward these same windows give the
                figures above, so expect slightly worse; the model itself then learned from all runs.

                ## Limits
                %s

                It knows runs like those it learned from. A word it never saw, such as a new device, counts as none of those
                that it knows, and the answer says so. A forecast is no verdict on a test.
                """,
                modelId,
                result.model().algorithm(),
                result.settings(),
                result.seed(),
                result.rows(),
                datasetSha256,
                String.join(", ", result.model().space().names()),
                figures.rows(),
                figures.logLoss(),
                figures.logLossRange().from(),
                figures.logLossRange().to(),
                figures.rocAuc(),
                figures.brier(),
                figures.ece(),
                figures.baseRateLogLoss(),
                result.cvMean(),
                result.cvDeviation(),
                warnings.isEmpty() ? "No feature looks measured during the run." : String.join("\n\n", warnings));
    }
}
