package dev.flakydetector.results;

/** A file is well-formed but is not the report that it was taken for. */
final class NotAReport extends Exception {

    private static final long serialVersionUID = 1L;

    NotAReport(String message) {
        super(message);
    }
}
