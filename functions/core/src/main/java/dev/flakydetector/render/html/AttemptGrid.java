package dev.flakydetector.render.html;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.render.AttemptSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which of some tests ended how in which attempt, gathered in one pass over the attempts without keeping them. */
final class AttemptGrid {

    private final List<Attempt> attempts = new ArrayList<>();
    private final List<AttemptMark> command = new ArrayList<>();
    private final Map<TestId, List<AttemptMark>> tests = new HashMap<>();

    private AttemptGrid(Collection<TestId> shown) {
        shown.forEach(test -> tests.put(test, new ArrayList<>()));
    }

    static AttemptGrid read(Collection<TestId> shown, AttemptSource source) {
        AttemptGrid grid = new AttemptGrid(shown);
        source.forEach(grid::add);
        return grid;
    }

    private void add(CompletedAttempt completed) {
        boolean counts = completed.result().isReported();
        attempts.add(completed.attempt());
        command.add(commandMark(completed));
        AttemptMark unlessReported = counts ? AttemptMark.ABSENT : AttemptMark.UNCOUNTED;
        tests.values().forEach(marks -> marks.add(unlessReported));
        int last = attempts.size() - 1;
        for (Outcome outcome : completed.result().outcomes()) {
            List<AttemptMark> marks = tests.get(outcome.test());
            if (marks != null) {
                marks.set(last, AttemptMark.of(outcome.status()));
            }
        }
    }

    private static AttemptMark commandMark(CompletedAttempt completed) {
        if (!completed.result().isReported()) {
            return AttemptMark.UNCOUNTED;
        }
        return completed.passed() ? AttemptMark.PASSED : AttemptMark.FAILED;
    }

    List<Attempt> attempts() {
        return attempts;
    }

    /** How the whole command ended, by attempt. */
    List<AttemptMark> command() {
        return command;
    }

    /** How the test ended, by attempt; empty for a test that is not shown. */
    List<AttemptMark> of(TestId test) {
        return tests.getOrDefault(test, List.of());
    }
}
