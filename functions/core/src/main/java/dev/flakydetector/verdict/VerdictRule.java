package dev.flakydetector.verdict;

import dev.flakydetector.domain.Verdict;

/** What counts of runs and failures say about a test. */
final class VerdictRule {

    /** One failing run may be the flake or the bug; only a second one begins to tell. */
    private static final int RUNS_TO_CALL_IT_FAILING = 2;

    private VerdictRule() {}

    static Verdict of(RunCount count) {
        if (count.runs() == 0) {
            return Verdict.INCONCLUSIVE;
        }
        if (!count.hasFailures()) {
            return Verdict.PASSING;
        }
        if (count.isMixed()) {
            return Verdict.FLAKY;
        }
        return count.runs() >= RUNS_TO_CALL_IT_FAILING ? Verdict.FAILING : Verdict.INCONCLUSIVE;
    }
}
