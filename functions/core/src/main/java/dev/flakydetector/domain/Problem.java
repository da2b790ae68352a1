package dev.flakydetector.domain;

import java.util.OptionalInt;

/**
 * Something that went wrong and is not a test's failure, said so that the reader knows what to do.
 *
 * @param attempt the attempt it happened in; empty when it concerns the whole detection
 * @param message what was tried, on what, what was found, what to do
 */
public record Problem(Kind kind, OptionalInt attempt, String message) {

    /** What kind of trouble it is. */
    public enum Kind {
        CHECKOUT,
        CONFIG,
        SETUP,
        BUILD,
        TIMEOUT,
        REPORT,
        STORE,
        INTERRUPTED,
        /** The result stands, but something could not be done as well as asked. */
        DEGRADED
    }

    public static Problem of(Kind kind, String message) {
        return new Problem(kind, OptionalInt.empty(), message);
    }

    public static Problem inAttempt(int attempt, Kind kind, String message) {
        return new Problem(kind, OptionalInt.of(attempt), message);
    }
}
