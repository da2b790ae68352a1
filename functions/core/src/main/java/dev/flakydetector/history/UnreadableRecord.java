package dev.flakydetector.history;

/** What is stored is damaged, or was written by a newer version; the message says which, and may be shown to whoever asked. */
public final class UnreadableRecord extends HistoryUnavailable {

    private static final long serialVersionUID = 1L;

    public UnreadableRecord(String message, Throwable cause) {
        super(message, cause);
    }
}
