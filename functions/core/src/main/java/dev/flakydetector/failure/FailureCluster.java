package dev.flakydetector.failure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Failures that look alike.
 *
 * @param key stays the same when failures are added later; starts with the algorithm and its version
 * @param name the error as a person would say it
 * @param cause equal for clusters that end in the same error, whichever test met it
 * @param members record ids, by date
 * @param merged how many were merged all the same, or known as flaky
 * @param notMerged how many kept a change from being merged
 * @param exemplar the record id that stands for the others
 * @param excerpt what its log says
 */
public record FailureCluster(
        String key,
        String name,
        String cause,
        List<String> members,
        int merged,
        int notMerged,
        String exemplar,
        String excerpt,
        Optional<Instant> firstSeen,
        Optional<Instant> lastSeen,
        List<String> tests,
        List<String> contexts,
        int revisions,
        int pulls) {

    public FailureCluster {
        members = List.copyOf(members);
        tests = List.copyOf(tests);
        contexts = List.copyOf(contexts);
    }

    public int size() {
        return members.size();
    }

    public Optional<FalseAlarm> falseAlarm() {
        return FalseAlarm.of(merged, notMerged);
    }
}
