package dev.flakydetector.verdict;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.JudgedTest.FailingAttempt;
import dev.flakydetector.domain.Outcome;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;

/** The counts of one test, controls and varied attempts apart. */
final class TestTally {

    private static final int MOST_DETAIL = 16_000;

    private final Counts control = new Counts();
    private final Counts varied = new Counts();
    private final TreeMap<Integer, FailingAttempt> failing = new TreeMap<>();
    private int skipped;
    private Optional<Failure> exemplar = Optional.empty();

    void add(Attempt attempt, Outcome outcome) {
        if (!outcome.status().isRun()) {
            skipped++;
            return;
        }
        Counts counts = attempt.isControl() ? control : varied;
        counts.runs++;
        if (outcome.status().isFailure()) {
            counts.failures++;
            // The failure of the lowest number is shown, whichever attempt happens to end first.
            if (failing.isEmpty() || attempt.number() < failing.firstKey()) {
                exemplar = outcome.failure().map(TestTally::bounded);
            }
            failing.put(attempt.number(), new FailingAttempt(attempt.number(), attempt.seed()));
        }
    }

    private static Failure bounded(Failure failure) {
        return failure.detail().length() <= MOST_DETAIL
                ? failure
                : new Failure(
                        failure.type(), failure.message(), failure.detail().substring(0, MOST_DETAIL));
    }

    int runs() {
        return control.runs + varied.runs;
    }

    int failures() {
        return control.failures + varied.failures;
    }

    int skipped() {
        return skipped;
    }

    Counts control() {
        return control;
    }

    Counts varied() {
        return varied;
    }

    Collection<FailingAttempt> failing() {
        return failing.values();
    }

    Optional<Failure> exemplar() {
        return exemplar;
    }

    /** Failures of runs, growing. */
    static final class Counts {
        private int failures;
        private int runs;

        int failures() {
            return failures;
        }

        int runs() {
            return runs;
        }
    }
}
