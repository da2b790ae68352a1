package dev.flakydetector.render.console;

import dev.flakydetector.domain.Severity;

/** Colours text on a terminal, or leaves it as it is. */
enum Ink {
    COLOUR,
    PLAIN;

    private static final String RESET = "\u001B[0m";

    String bold(String text) {
        return sgr("1", text);
    }

    String faint(String text) {
        return sgr("2", text);
    }

    /** Loud severities in warm colours; the word stays readable without them. */
    String of(Severity severity, String text) {
        return switch (severity) {
            case CRITICAL -> sgr("1;31", text);
            case HIGH -> sgr("31", text);
            case MEDIUM -> sgr("33", text);
            case LOW -> sgr("36", text);
            case NONE -> sgr("32", text);
        };
    }

    private String sgr(String code, String text) {
        return switch (this) {
            case COLOUR -> "\u001B[" + code + "m" + text + RESET;
            case PLAIN -> text;
        };
    }
}
