package dev.flakydetector.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How loud to be about a failure rate, loudest last. */
public enum Severity {
    NONE,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    public boolean isAtLeast(Severity other) {
        return compareTo(other) >= 0;
    }

    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Severity> ofToken(String token) {
        return Arrays.stream(values()).filter(s -> s.token().equals(token)).findFirst();
    }
}
