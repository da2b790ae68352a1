package dev.flakydetector.scorer.training;

import dev.flakydetector.scorer.evaluation.Figures;
import dev.flakydetector.scorer.evaluation.Forecast;
import dev.flakydetector.scorer.feature.RunRows;
import dev.flakydetector.scorer.serving.PFailModel;
import java.util.List;

/** Tries recipes on held-out runs. */
final class Trial {

    /** How a recipe did in each window. */
    record Score(Recipe recipe, List<Forecast> forecasts, List<Double> logLosses) {

        Score {
            forecasts = List.copyOf(forecasts);
            logLosses = List.copyOf(logLosses);
        }

        double mean() {
            return logLosses.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        }

        double deviation() {
            double mean = mean();
            return Math.sqrt(logLosses.stream()
                    .mapToDouble(loss -> (loss - mean) * (loss - mean))
                    .average()
                    .orElse(Double.NaN));
        }
    }

    private final RunRows runs;
    private final ModelFitting fitting;
    private final long seed;

    Trial(RunRows runs, long seed) {
        this.runs = runs;
        this.fitting = new ModelFitting(seed);
        this.seed = seed;
    }

    Score of(Recipe recipe, List<Fold> folds) {
        List<Forecast> forecasts =
                folds.stream().map(fold -> forecast(recipe, fold)).toList();
        return new Score(
                recipe, forecasts, forecasts.stream().map(Forecast::logLoss).toList());
    }

    Forecast forecast(Recipe recipe, Fold fold) {
        return forecast(fitting.fit(recipe, runs, fold.train()), fold.test());
    }

    Forecast forecast(PFailModel model, int[] rows) {
        return new Forecast(model.pFail(model.space().encode(runs, rows)), runs.outcomes(rows));
    }

    Figures figures(Forecast forecast, Fold fold) {
        return Figures.of(forecast, runs.failureRate(fold.train()), seed);
    }

    Figures figures(Score score, List<Fold> folds) {
        return Figures.mean(java.util.stream.IntStream.range(0, folds.size())
                .mapToObj(i -> figures(score.forecasts().get(i), folds.get(i)))
                .toList());
    }
}
