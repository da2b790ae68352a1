package dev.flakydetector.scorer.serving;

import java.util.List;

/**
 * A request that was read and found right.
 *
 * @param values for each run a value per feature of the model
 * @param notes for each run what was assumed of it, such as a word that the model never saw
 * @param topK how many contributions to give, 0 for all
 */
record ScoringRequest(double threshold, int topK, Baseline baseline, List<double[]> values, List<List<String>> notes) {

    /** What a feature's value is replaced by to see what it contributed. */
    enum Baseline {
        BATCH,
        TRAINING
    }
}
