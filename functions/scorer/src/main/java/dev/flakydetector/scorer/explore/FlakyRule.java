package dev.flakydetector.scorer.explore;

/** A simple rule for flaky groups: enough runs, and fail rates that scatter widely. */
public record FlakyRule(int leastRuns, double leastDeviation) {

    public static final FlakyRule DEFAULT = new FlakyRule(5, 0.25);

    boolean applies(GroupSummary group) {
        return group.runs() >= leastRuns && group.failRate().deviation().orElse(0) >= leastDeviation;
    }
}
