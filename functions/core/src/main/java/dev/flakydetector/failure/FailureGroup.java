package dev.flakydetector.failure;

import dev.flakydetector.domain.TestId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Failures of one detection that look alike.
 *
 * @param key that of the trained or known cluster that they fall into, else one of their own
 * @param keys every key by which such failures were known, this one included
 * @param name the error as a person would say it, secrets masked
 * @param tests in the order of their ids
 * @param falseAlarm what the model says of their cluster
 * @param traits what they look like, for {@link FailureGroups.Known}
 */
public record FailureGroup(
        String key,
        Set<String> keys,
        String name,
        int failures,
        List<TestId> tests,
        Optional<FalseAlarm> falseAlarm,
        String traits) {

    public FailureGroup {
        keys = Set.copyOf(keys);
        tests = List.copyOf(tests);
    }
}
