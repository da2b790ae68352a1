package dev.flakydetector.verdict;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.DetectionRequest.ReportPolicy;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.TestId;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How often each test ran and failed so far, and which attempts there were: all that is asked between two waves, and so
 * little that it can be stored there. A {@link Tally} of the same attempts stops at the same moment. Not safe for use by
 * several threads.
 */
public final class RunningCounts implements StopEvidence {

    private final List<TestGlob> ignored;
    private final BitSet attempts;
    private final Map<TestId, Count> tests = new HashMap<>();
    private RunCount command;
    private boolean commandFailsByItself;

    /** Counts of nothing yet. */
    public RunningCounts(ReportPolicy policy) {
        this(policy, new BitSet(), RunCount.NONE, false, Map.of());
    }

    /**
     * Counts as they were stored.
     *
     * @param attempts numbers of those that there were, whatever came of them
     */
    public RunningCounts(
            ReportPolicy policy,
            BitSet attempts,
            RunCount command,
            boolean commandFailsByItself,
            Map<TestId, RunCount> tests) {
        this.ignored = policy.ignorePatterns().stream().map(TestGlob::new).toList();
        this.attempts = (BitSet) attempts.clone();
        this.command = command;
        this.commandFailsByItself = commandFailsByItself;
        tests.forEach((test, count) -> countOf(test).start(count));
    }

    /** Counts a finished attempt, once. */
    public void add(CompletedAttempt attempt) {
        int number = attempt.attempt().number();
        if (attempts.get(number)) {
            return;
        }
        attempts.set(number);
        if (!attempt.result().isReported()) {
            return;
        }
        boolean someTestFailed = false;
        for (Outcome outcome : attempt.result().outcomes()) {
            boolean failure = outcome.status().isFailure();
            someTestFailed |= failure;
            if (outcome.status().isRun()) {
                countOf(outcome.test()).add(failure);
            }
        }
        boolean failed = attempt.failed();
        command = command.plus(RunCount.ofOne(failed));
        commandFailsByItself |= failed && !someTestFailed;
    }

    private Count countOf(TestId test) {
        return tests.computeIfAbsent(test, id -> new Count(ignored.stream().anyMatch(glob -> glob.matches(id))));
    }

    public boolean has(int attempt) {
        return attempts.get(attempt);
    }

    /** Not to be changed. */
    public BitSet attempts() {
        return attempts;
    }

    /** How many tests ever ran, ignored ones too. */
    public int testsRun() {
        return tests.size();
    }

    public int attemptsRun() {
        return attempts.cardinality();
    }

    @Override
    public Stream<RunCount> tests() {
        return tests.values().stream().filter(count -> !count.ignored).map(Count::toRunCount);
    }

    /** Of each test that ever ran, ignored ones too. */
    public SortedMap<TestId, RunCount> byTest() {
        SortedMap<TestId, RunCount> counts = new TreeMap<>();
        tests.forEach((test, count) -> counts.put(test, count.toRunCount()));
        return Collections.unmodifiableSortedMap(counts);
    }

    @Override
    public RunCount command() {
        return command;
    }

    @Override
    public boolean commandFailsByItself() {
        return commandFailsByItself;
    }

    /** Runs and failures of one test, counted in place since there are millions of outcomes. */
    private static final class Count {

        private final boolean ignored;
        private int runs;
        private int failures;

        private Count(boolean ignored) {
            this.ignored = ignored;
        }

        private void start(RunCount count) {
            runs = count.runs();
            failures = count.failures();
        }

        private void add(boolean failure) {
            runs++;
            failures += failure ? 1 : 0;
        }

        private RunCount toRunCount() {
            return new RunCount(failures, runs);
        }
    }
}
