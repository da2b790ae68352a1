package dev.flakydetector.render;

import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.SeverityThresholds;

/** What each severity means to a reader, in one place for all reports. */
public final class SeverityWording {

    private SeverityWording() {}

    /** What a failure rate of that severity means, to go after its name. */
    public static String meaning(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "fails nearly always: a real bug, not a flake";
            case HIGH -> "fails so often that a green run is luck";
            case MEDIUM -> "fails often enough to block people";
            case LOW -> "fails now and then";
            case NONE -> "nothing failed";
        };
    }

    /** The same for one test; below the configured {@code low} threshold a failure is rare rather than occasional. */
    public static String meaning(Severity severity, FlakeRate rate, SeverityThresholds thresholds) {
        if (severity != Severity.LOW) {
            return meaning(severity);
        }
        return rate.value() >= thresholds.low() ? "fails occasionally" : "fails rarely";
    }

    public static String emoji(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "🔴";
            case HIGH -> "🟠";
            case MEDIUM -> "🟡";
            case LOW -> "🔵";
            case NONE -> "🟢";
        };
    }
}
