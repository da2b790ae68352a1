package dev.flakydetector.results;

import dev.flakydetector.domain.OutcomeStatus;

/** Which of two statuses of one test is to be believed: the worse one. */
final class Severities {

    private Severities() {}

    static boolean isWorse(OutcomeStatus one, OutcomeStatus other) {
        return rank(one) > rank(other);
    }

    private static int rank(OutcomeStatus status) {
        return switch (status) {
            case PASSED -> 0;
            case SKIPPED -> 1;
            case FAILED -> 2;
            case ERRORED -> 3;
            case TIMED_OUT -> 4;
        };
    }
}
