package dev.flakydetector.machine;

/** What the process tells its caller. */
public enum ExitCode {
    DONE(0),
    /** There is a finding at or above what {@code --fail-on} names. */
    FINDING(1),
    BAD_INPUT(2),
    /** The tests could not be run, so nothing is known about them. */
    NOT_RUN(3),
    INTERRUPTED(130);

    private final int value;

    ExitCode(int value) {
        this.value = value;
    }

    public int value() {
        return value;
    }
}
