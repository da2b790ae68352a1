package dev.flakydetector.verdict;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.OutcomeStatus;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Variation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** Short ways to write attempts down. Attempt n has seed 1000 + n. */
final class AttemptsForTests {

    static final TestId CART = TestId.parse("tests/test_cart.py::test_total");

    private AttemptsForTests() {}

    static CompletedAttempt control(int number, Outcome... outcomes) {
        return reported(number, Set.of(), outcomes);
    }

    static CompletedAttempt shuffled(int number, Outcome... outcomes) {
        return reported(number, Set.of(Variation.ORDER), outcomes);
    }

    static CompletedAttempt reported(int number, Set<Variation> variations, Outcome... outcomes) {
        boolean failed = List.of(outcomes).stream().anyMatch(o -> o.status().isFailure());
        return finished(
                number, variations, new AttemptResult.Reported(List.of(outcomes)), OptionalInt.of(failed ? 1 : 0));
    }

    static CompletedAttempt finished(
            int number, Set<Variation> variations, AttemptResult result, OptionalInt exitCode) {
        return new CompletedAttempt(
                new Attempt(number, new Seed(1000 + number), variations, List.of()),
                result,
                exitCode,
                CapturedOutput.NONE,
                Duration.ofMillis(10),
                new TreeMap<>(),
                List.of());
    }

    static Outcome pass(TestId test) {
        return Outcome.passed(test, Duration.ofMillis(1));
    }

    static Outcome fail(TestId test, String message) {
        return Outcome.failed(
                test, Duration.ofMillis(1), new Failure("AssertionError", message, "trace of " + message));
    }

    static Outcome fail(TestId test) {
        return fail(test, "expected 3");
    }

    static Outcome failWithoutWords(TestId test) {
        return new Outcome(test, OutcomeStatus.TIMED_OUT, Duration.ZERO, Optional.empty());
    }

    static Outcome skip(TestId test) {
        return Outcome.skipped(test);
    }
}
