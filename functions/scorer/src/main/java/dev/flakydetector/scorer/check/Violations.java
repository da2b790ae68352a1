package dev.flakydetector.scorer.check;

import dev.flakydetector.scorer.table.Row;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** Counts every violation and keeps the first few of each rule. */
final class Violations {

    private static final Comparator<Violation> IN_FILE_ORDER = Comparator.<Violation>comparingLong(
                    violation -> violation.row().orElse(-1))
            .thenComparing(violation -> violation.column().orElse(""))
            .thenComparing(Violation::rule);

    private final int keptOfEach;
    private final Map<Rule, Long> counts = new EnumMap<>(Rule.class);
    private final Map<Rule, PriorityQueue<Violation>> kept = new EnumMap<>(Rule.class);

    Violations(int keptOfEach) {
        this.keptOfEach = keptOfEach;
    }

    void add(Violation violation) {
        counts.merge(violation.rule(), 1L, Long::sum);
        keep(violation);
    }

    /** Rows come in order here, so what the rule has no room for is not even made. */
    void add(Row row, String column, Rule rule, Supplier<String> value) {
        add(row, Optional.of(column), rule, value);
    }

    void add(Row row, Rule rule, Supplier<String> value) {
        add(row, Optional.empty(), rule, value);
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType") // of this class only
    private void add(Row row, Optional<String> column, Rule rule, Supplier<String> value) {
        counts.merge(rule, 1L, Long::sum);
        if (of(rule).size() < keptOfEach) {
            keep(new Violation(OptionalLong.of(row.number()), OptionalLong.of(row.line()), column, rule, value.get()));
        }
    }

    private void keep(Violation violation) {
        PriorityQueue<Violation> queue = of(violation.rule());
        queue.add(violation);
        if (queue.size() > keptOfEach) {
            queue.remove();
        }
    }

    private PriorityQueue<Violation> of(Rule rule) {
        return kept.computeIfAbsent(rule, any -> new PriorityQueue<>(IN_FILE_ORDER.reversed()));
    }

    Map<Rule, Long> counts() {
        return counts;
    }

    List<Violation> listed() {
        return kept.values().stream()
                .flatMap(PriorityQueue::stream)
                .sorted(IN_FILE_ORDER)
                .toList();
    }
}
