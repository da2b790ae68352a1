package dev.flakydetector.results;

import dev.flakydetector.domain.Failure;

/** Makes a bounded failure of what a tool wrote, and finds a message where the tool gave only a trace. */
final class Failures {

    private static final int MOST_MESSAGE = 4_000;

    private Failures() {}

    static Failure of(String type, String message, String detail) {
        String told = message.isBlank() ? firstLine(detail) : message;
        return new Failure(cut(type), cut(told.strip()), bounded(detail));
    }

    private static String firstLine(String detail) {
        return detail.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("")
                .strip();
    }

    private static String cut(String text) {
        return text.length() <= MOST_MESSAGE ? text : text.substring(0, MOST_MESSAGE) + "…";
    }

    private static String bounded(String detail) {
        return detail.length() <= BoundedText.MOST + 10 ? detail : detail.substring(0, BoundedText.MOST) + "\n… cut";
    }
}
