package dev.flakydetector.json;

/** What a store gave back is not what this version wrote. */
public final class UnreadableJson extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableJson(String message) {
        super(message);
    }

    UnreadableJson(String message, Throwable cause) {
        super(message, cause);
    }
}
