package dev.flakydetector.scorer.serving;

import dev.flakydetector.scorer.feature.FeatureSpace;
import dev.flakydetector.scorer.feature.HistoryMemory;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What turns a planned run into the probability that it fails.
 *
 * @param memory what it knows of kinds of runs, for requests that name the kind
 */
public record PFailModel(
        String algorithm, FeatureSpace space, Scorer scorer, Calibration calibration, HistoryMemory memory) {

    public PFailModel(String algorithm, FeatureSpace space, Scorer scorer, Calibration calibration) {
        this(algorithm, space, scorer, calibration, HistoryMemory.none());
    }

    public PFailModel {
        Objects.requireNonNull(algorithm);
        Objects.requireNonNull(space);
        Objects.requireNonNull(scorer);
        Objects.requireNonNull(calibration);
        Objects.requireNonNull(memory);
    }

    /** For one value per feature. */
    public double pFail(double[] values) {
        return pFail(space.encode(values));
    }

    /** For the model's columns. */
    public double pFail(float[] columns) {
        return calibration.apply(scorer.probability(columns));
    }

    public double[] pFail(float[][] rows) {
        double[] probabilities = scorer.probabilities(rows);
        Arrays.setAll(probabilities, row -> calibration.apply(probabilities[row]));
        return probabilities;
    }

    /** For each run with one value per feature. */
    public double[] pFail(List<double[]> runs) {
        return pFail(runs.stream().map(space::encode).toArray(float[][]::new));
    }
}
