package dev.flakydetector.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms of a report. */
enum ReportFormat {
    CONSOLE,
    JSON,
    MARKDOWN,
    HTML;

    String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ReportFormat> ofToken(String token) {
        return Arrays.stream(values()).filter(f -> f.token().equals(token)).findFirst();
    }
}
