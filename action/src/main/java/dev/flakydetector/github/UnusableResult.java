package dev.flakydetector.github;

/** A result file that does not hold a result; its message is for the user. */
public final class UnusableResult extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableResult(String message) {
        super(message);
    }

    UnusableResult(String message, Throwable cause) {
        super(message, cause);
    }
}
