package dev.flakydetector.results;

import java.time.Duration;

/** Reads the times of reports: seconds with a decimal point, at times with group separators, at times nonsense. */
final class Durations {

    private static final double MOST_SECONDS = 1e7;

    private Durations() {}

    static Duration ofSeconds(String text) {
        try {
            return ofSeconds(Double.parseDouble(text.replace(",", "")));
        } catch (NumberFormatException e) {
            // A time that cannot be read says nothing about the test.
            return Duration.ZERO;
        }
    }

    static Duration ofSeconds(double seconds) {
        boolean sensible = seconds > 0 && seconds < MOST_SECONDS;
        return sensible ? Duration.ofNanos(Math.round(seconds * 1e9)) : Duration.ZERO;
    }
}
