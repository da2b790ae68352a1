package dev.flakydetector.domain;

/** How one test ended in one attempt. */
public enum OutcomeStatus {
    PASSED,
    /** An assertion did not hold. */
    FAILED,
    /** The test, its set-up or its tear-down broke. */
    ERRORED,
    SKIPPED,
    TIMED_OUT;

    /** Whether it counts as a failure of the test. */
    public boolean isFailure() {
        return switch (this) {
            case FAILED, ERRORED, TIMED_OUT -> true;
            case PASSED, SKIPPED -> false;
        };
    }

    /** Whether the test ran at all, so that the outcome counts towards its rate. */
    public boolean isRun() {
        return this != SKIPPED;
    }
}
