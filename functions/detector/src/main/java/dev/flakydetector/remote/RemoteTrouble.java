package dev.flakydetector.remote;

/** Something elsewhere could not be reached, or refused. */
public final class RemoteTrouble extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RemoteTrouble(String message, Throwable cause) {
        super(message, cause);
    }

    RemoteTrouble(String message) {
        super(message);
    }
}
