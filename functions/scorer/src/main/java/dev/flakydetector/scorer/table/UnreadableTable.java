package dev.flakydetector.scorer.table;

/** A file cannot be read as rows and columns; the message names the file, what is wrong and what to do. */
public final class UnreadableTable extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableTable(String message) {
        super(message);
    }

    UnreadableTable(String message, Throwable cause) {
        super(message, cause);
    }
}
