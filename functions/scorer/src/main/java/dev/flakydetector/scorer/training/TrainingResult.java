package dev.flakydetector.scorer.training;

import dev.flakydetector.scorer.evaluation.Figures;
import dev.flakydetector.scorer.evaluation.Forecast;
import dev.flakydetector.scorer.serving.PFailModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A model and all that was found out about it.
 *
 * @param heldOut what was forecast for runs that were held back, and what happened
 * @param heldOutRows their numbers
 * @param windows the log loss in each window of the forward validation that chose the algorithm
 * @param splits figures by the way runs were held back
 * @param groups by group, the log loss of each algorithm on its held-out runs
 */
public record TrainingResult(
        PFailModel model,
        Map<String, Double> settings,
        long seed,
        int rows,
        Figures figures,
        Forecast heldOut,
        List<Integer> heldOutRows,
        double cvMean,
        double cvDeviation,
        List<Double> windows,
        List<Rival> rivals,
        Map<String, Figures> splits,
        Map<String, Map<String, Double>> groups,
        List<Leak> leaks) {

    /** An algorithm on the same held-out runs. */
    public record Rival(String algorithm, double validationLogLoss, double logLoss, double rocAuc) {}

    public TrainingResult {
        Objects.requireNonNull(model);
        Objects.requireNonNull(figures);
        Objects.requireNonNull(heldOut);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        heldOutRows = List.copyOf(heldOutRows);
        windows = List.copyOf(windows);
        rivals = List.copyOf(rivals);
        splits = Collections.unmodifiableMap(new LinkedHashMap<>(splits));
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        leaks = List.copyOf(leaks);
    }

    /** What the user should know before trusting the model. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        leaks.forEach(leak -> warnings.add(leak.warning()));
        if (!figures.beatsTheBaseRate()) {
            warnings.add(
                    "The model is no better than saying the base rate for every run: it needs more telling features");
        }
        return warnings;
    }
}
