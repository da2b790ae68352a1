package dev.flakydetector.machine;

/** What the user set cannot be worked with; the message says what was found and what to do. */
public final class BadInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadInput(String message) {
        super(message);
    }
}
