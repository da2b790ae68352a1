package dev.flakydetector.render;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.Verdict;
import java.util.Locale;

/** The sentences that every report uses, so that the same finding reads the same everywhere. */
final class Wording {

    private Wording() {}

    static String meaning(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "fails nearly always: a real bug, not a flake";
            case HIGH -> "very unstable: mend it before merging";
            case MEDIUM -> "flaky: should be mended";
            case LOW -> "fails now and then";
            case NONE -> "did not fail";
        };
    }

    static String symbol(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "🔴";
            case HIGH -> "🟠";
            case MEDIUM -> "🟡";
            case LOW -> "🟢";
            case NONE -> "⚪";
        };
    }

    /** Failures of runs with the interval. Never "stable": no number of passes proves that. */
    static String rate(FlakeRate rate) {
        if (rate.runs() == 0) {
            return "never ran";
        }
        if (rate.failures() == 0) {
            return "0 of %d failed; the rate is below %s with 95 %% confidence"
                    .formatted(rate.runs(), percent(rate.interval().hi()));
        }
        return "%d of %d failed, %s [%s to %s]"
                .formatted(
                        rate.failures(),
                        rate.runs(),
                        percent(rate.value()),
                        percent(rate.interval().lo()),
                        percent(rate.interval().hi()));
    }

    static String percent(double share) {
        double value = share * 100;
        return (value > 0 && value < 1) || (value > 99 && value < 100)
                ? String.format(Locale.ROOT, "%.1f %%", value)
                : String.format(Locale.ROOT, "%.0f %%", value);
    }

    /** What a reader should know first. */
    static String headline(Detection detection) {
        if (!detection.isJudged()) {
            return "The tests could not be run, so nothing is known about them.";
        }
        long flaky = count(detection, Verdict.FLAKY);
        long failing = count(detection, Verdict.FAILING);
        long seen = detection.tests().stream().filter(test -> !test.ignored()).count();
        if (flaky + failing == 0) {
            return "No failure in %s: %s.".formatted(number(seen, "test"), rate(detection.command()));
        }
        return "Of %s, %d %s flaky and %d %s every time."
                .formatted(
                        number(seen, "test"),
                        flaky,
                        flaky == 1 ? "is" : "are",
                        failing,
                        failing == 1 ? "fails" : "fail");
    }

    private static long count(Detection detection, Verdict verdict) {
        return detection.tests().stream()
                .filter(test -> !test.ignored() && test.verdict() == verdict)
                .count();
    }

    static String spent(Detection detection) {
        String saved = detection.attemptsSaved() == 0
                ? ""
                : ", %d of %d saved by stopping early"
                        .formatted(
                                detection.attemptsSaved(), detection.request().runs());
        return "%s in %d.%d s, seed %s%s"
                .formatted(
                        number(detection.attemptsRun(), "run"),
                        detection.duration().toSeconds(),
                        detection.duration().toMillisPart() / 100,
                        detection.request().seed(),
                        saved);
    }

    /** Control and varied rates where both were run and they tell something. */
    static String apart(JudgedTest test) {
        if (test.varied().runs() == 0 || test.control().runs() == 0) {
            return "";
        }
        return "%d of %d as the project runs it, %d of %d varied"
                .formatted(
                        test.control().failures(),
                        test.control().runs(),
                        test.varied().failures(),
                        test.varied().runs());
    }

    static String number(long count, String noun) {
        return "%d %s%s".formatted(count, noun, count == 1 ? "" : "s");
    }
}
