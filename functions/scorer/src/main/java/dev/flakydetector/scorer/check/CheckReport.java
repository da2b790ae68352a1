package dev.flakydetector.scorer.check;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a check found.
 *
 * @param violations the first of each rule, in the order of the file
 * @param counts of all violations, also of those that are not listed
 * @param notes on what was compared, and what could not be
 */
public record CheckReport(long rows, List<Violation> violations, Map<Rule, Long> counts, List<String> notes) {

    public CheckReport {
        violations = List.copyOf(violations);
        Map<Rule, Long> copy = new EnumMap<>(Rule.class);
        copy.putAll(counts);
        counts = copy;
        notes = List.copyOf(notes);
    }

    public boolean isClean() {
        return counts.isEmpty();
    }

    /** All violations, listed or not. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
