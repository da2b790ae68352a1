package dev.flakydetector.cli;

/** What the user set cannot be worked with; the message says what was found and what to do. */
final class BadInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadInput(String message) {
        super(message);
    }
}
