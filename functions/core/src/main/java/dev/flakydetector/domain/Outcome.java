package dev.flakydetector.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * One test in one attempt.
 *
 * @param duration as the tool reported it; zero where it reported none
 * @param failure present for failures of which the tool said something
 */
public record Outcome(TestId test, OutcomeStatus status, Duration duration, Optional<Failure> failure) {

    public Outcome {
        if (duration.isNegative()) {
            duration = Duration.ZERO;
        }
    }

    public static Outcome passed(TestId test, Duration duration) {
        return new Outcome(test, OutcomeStatus.PASSED, duration, Optional.empty());
    }

    public static Outcome skipped(TestId test) {
        return new Outcome(test, OutcomeStatus.SKIPPED, Duration.ZERO, Optional.empty());
    }

    public static Outcome failed(TestId test, Duration duration, Failure failure) {
        return new Outcome(test, OutcomeStatus.FAILED, duration, Optional.of(failure));
    }
}
