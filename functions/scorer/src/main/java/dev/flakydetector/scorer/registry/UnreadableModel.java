package dev.flakydetector.scorer.registry;

/** A file that should hold a model does not, or not the one that the registry names. */
public final class UnreadableModel extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableModel(String message) {
        super(message);
    }

    UnreadableModel(String message, Throwable cause) {
        super(message, cause);
    }
}
