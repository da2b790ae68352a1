package dev.flakydetector.failure;

import dev.flakydetector.failure.record.ReadingSummary;
import java.util.List;

/**
 * What a training found.
 *
 * @param clusters the largest first
 * @param noise the ids of failures that look like no other
 * @param lone the newest of these
 * @param signal whether the labels foretell anything
 * @param reading what was read, and what was wrong with it
 */
public record TriageResult(
        Algorithm algorithm,
        List<FailureCluster> clusters,
        List<String> noise,
        List<LoneFailure> lone,
        LabelSignal signal,
        ReadingSummary reading) {

    public TriageResult {
        clusters = List.copyOf(clusters);
        noise = List.copyOf(noise);
        lone = List.copyOf(lone);
    }
}
