package dev.flakydetector.scorer.training;

import java.util.Objects;
import java.util.Optional;

/**
 * How to hold runs back, and what to leave out.
 *
 * @param testRows the held-out rows themselves, instead of a split
 */
public record TrainingRequest(SplitKind split, Optional<int[]> testRows, boolean excludeLeaky, long seed) {

    /** The ways to hold runs back. */
    public enum SplitKind {
        /** A random fifth, failed and passed alike. */
        STRATIFIED,
        /** Five growing windows of time, each tested on the next sixth; the model itself then learns from all runs. */
        FORWARD,
        /** The last fifth of time, of each group. */
        LAST
    }

    public TrainingRequest {
        Objects.requireNonNull(split);
        Objects.requireNonNull(testRows);
    }
}
