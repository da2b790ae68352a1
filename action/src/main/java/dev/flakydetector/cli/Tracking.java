package dev.flakydetector.cli;

import dev.flakydetector.machine.Machine;
import dev.flakydetector.scorer.evaluation.Figures;
import dev.flakydetector.scorer.registry.ModelFolder;
import dev.flakydetector.scorer.registry.Publication;
import dev.flakydetector.scorer.tracking.ExperimentTracking;
import dev.flakydetector.scorer.tracking.LocalTracking;
import dev.flakydetector.scorer.tracking.TrackedRun;
import dev.flakydetector.scorer.tracking.mlflow.ServerTracking;
import dev.flakydetector.scorer.training.TrainingResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts a training on record where {@code MLFLOW_TRACKING_URI} says; nowhere by default. */
final class Tracking {

    private static final String USUAL_EXPERIMENT = "flaky-detector";
    private static final int LONGEST_PARAMETER = 500;

    private final Machine machine;

    Tracking(Machine machine) {
        this.machine = machine;
    }

    /** Says where the training can be found; trouble is told and no more, since the model is safe in its registry. */
    void record(TrainingResult result, Publication publication, ModelFolder model, Instant started) {
        tracker().ifPresent(tracker -> {
            try {
                String place = tracker.record(run(result, publication, model, started));
                machine.err().println("flaky: tracked: " + place);
            } catch (IOException e) {
                machine.err().println("flaky: the training is not tracked: " + e.getMessage());
            }
        });
    }

    private Optional<ExperimentTracking> tracker() {
        return machine.variable("MLFLOW_TRACKING_URI").map(place -> {
            if (place.startsWith("http://") || place.startsWith("https://")) {
                return new ServerTracking(
                        URI.create(place),
                        machine.variable("MLFLOW_TRACKING_TOKEN").orElse(""));
            }
            return new LocalTracking(place.startsWith("file:") ? Path.of(URI.create(place)) : machine.path(place));
        });
    }

    private TrackedRun run(TrainingResult result, Publication publication, ModelFolder model, Instant started) {
        Map<String, String> parameters = new TreeMap<>();
        result.settings().forEach((name, value) -> parameters.put(name, String.valueOf(value)));
        parameters.put("algorithm", result.model().algorithm());
        parameters.put("seed", String.valueOf(result.seed()));
        parameters.put("rows", String.valueOf(result.rows()));
        String features = String.join(",", result.model().space().names());
        parameters.put("features", features.substring(0, Math.min(LONGEST_PARAMETER, features.length())));
        return new TrackedRun(
                machine.variable("MLFLOW_EXPERIMENT_NAME").orElse(USUAL_EXPERIMENT),
                model.id(),
                started,
                machine.clock().instant(),
                parameters,
                metrics(result),
                Map.of("model_id", model.id(), "model_location", model.location()),
                publication.files());
    }

    private static Map<String, Double> metrics(TrainingResult result) {
        Figures figures = result.figures();
        Map<String, Double> metrics = new TreeMap<>(Map.of(
                "log_loss", figures.logLoss(),
                "roc_auc", figures.rocAuc(),
                "brier", figures.brier(),
                "ece", figures.ece(),
                "base_rate_log_loss", figures.baseRateLogLoss(),
                "cv_mean", result.cvMean(),
                "cv_std", result.cvDeviation()));
        metrics.values().removeIf(value -> value.isNaN());
        return metrics;
    }
}
