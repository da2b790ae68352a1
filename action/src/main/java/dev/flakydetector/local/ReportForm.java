package dev.flakydetector.local;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms of a report. */
public enum ReportForm {
    CONSOLE,
    JSON,
    MARKDOWN,
    HTML;

    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ReportForm> ofToken(String token) {
        return Arrays.stream(values()).filter(f -> f.token().equals(token)).findFirst();
    }
}
