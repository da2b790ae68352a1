package dev.flakydetector.scorer.explore;

import dev.flakydetector.domain.Interval;
import dev.flakydetector.stats.WilsonInterval;
import java.util.Comparator;
import java.util.List;

/**
 * How the runs of one group did.
 *
 * @param key the group's values, in the order of the grouping's columns
 * @param failRate over the runs' shares of failed scenarios
 * @param failedRuns runs with at least one failed scenario
 */
record GroupSummary(List<String> key, Spread failRate, int failedRuns) {

    static final Comparator<GroupSummary> WORST_FIRST = Comparator.<GroupSummary>comparingDouble(
                    group -> -group.failRate().mean())
            .thenComparing(GroupSummary::label);
    static final Comparator<GroupSummary> BY_KEY = Comparator.comparing(GroupSummary::label);

    static List<GroupSummary> of(Grouping grouping, List<Run> runs, Comparator<GroupSummary> order) {
        return grouping.parts(runs).entrySet().stream()
                .map(part -> of(part.getKey(), part.getValue()))
                .sorted(order)
                .toList();
    }

    static GroupSummary of(List<String> key, List<Run> runs) {
        return new GroupSummary(
                key, new Spread(runs.stream().mapToDouble(Run::failRate).toArray()), (int)
                        runs.stream().filter(Run::failed).count());
    }

    int runs() {
        return failRate.size();
    }

    String label() {
        return String.join(" · ", key);
    }

    double failedShare() {
        return (double) failedRuns / runs();
    }

    /** Holds the true share of failed runs with 95 % confidence. */
    Interval interval() {
        return WilsonInterval.of(failedRuns, runs());
    }
}
