package dev.flakydetector.history;

/** The store could not be read or written; nothing of the failed call was kept. */
public sealed class HistoryUnavailable extends RuntimeException permits UnreadableRecord {

    private static final long serialVersionUID = 1L;

    public HistoryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    public HistoryUnavailable(String message) {
        super(message);
    }
}
