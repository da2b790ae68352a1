package dev.flakydetector.render;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.OutcomeStatus;
import dev.flakydetector.domain.TestId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One mark an attempt for each of some tests, as SVG: told apart by shape and by colour. Controls stand in the upper row,
 * varied attempts in the lower.
 */
final class AttemptChart {

    private static final int CELL = 12;
    private static final int HEIGHT = 2 * CELL;

    private final Map<TestId, StringBuilder> marks = new HashMap<>();
    private int columns;

    AttemptChart(List<JudgedTest> tests) {
        tests.forEach(test -> marks.put(test.id(), new StringBuilder()));
    }

    /** Adds the marks of the next attempt, in the order of their numbers. */
    void add(CompletedAttempt attempt) {
        int x = columns / 2 * CELL;
        int y = attempt.attempt().isControl() ? 0 : CELL;
        columns++;
        if (!attempt.result().isReported()) {
            String title = title(attempt, "did not count");
            marks.values().forEach(svg -> svg.append(mark("none", x, y, title)));
            return;
        }
        for (Outcome outcome : attempt.result().outcomes()) {
            StringBuilder svg = marks.get(outcome.test());
            if (svg != null) {
                svg.append(mark(
                        kind(outcome.status()),
                        x,
                        y,
                        title(attempt, outcome.status().name())));
            }
        }
    }

    private static String kind(OutcomeStatus status) {
        return switch (status) {
            case PASSED -> "pass";
            case SKIPPED -> "skip";
            case FAILED, ERRORED, TIMED_OUT -> "fail";
        };
    }

    private static String title(CompletedAttempt attempt, String status) {
        return "attempt %d, seed %s, %s: %s"
                .formatted(
                        attempt.attempt().number(),
                        attempt.attempt().seed(),
                        attempt.attempt().isControl()
                                ? "control"
                                : attempt.attempt().variationText(),
                        status);
    }

    private static String mark(String kind, int x, int y, String title) {
        String shape = switch (kind) {
            case "pass" -> "<circle cx='%d' cy='%d' r='3'/>".formatted(x + CELL / 2, y + CELL / 2);
            case "fail" -> "<path d='M%d %dl8 8m0-8l-8 8'/>".formatted(x + 2, y + 2);
            default -> "<path d='M%d %dh6'/>".formatted(x + 3, y + CELL / 2);
        };
        return "<g class='%s'><title>%s</title><rect x='%d' y='%d' width='%d' height='%d' class='hit'/>%s</g>"
                .formatted(kind, HtmlText.escape(title), x, y, CELL, CELL, shape);
    }

    /** The chart of one test. */
    String svg(JudgedTest test) {
        int width = Math.max(1, (columns + 1) / 2) * CELL;
        return "<svg class='attempts' width='%d' height='%d' viewBox='0 0 %d %d' role='img' aria-label='%s'>%s</svg>"
                .formatted(
                        width,
                        HEIGHT,
                        width,
                        HEIGHT,
                        HtmlText.escape("%d of %d attempts failed"
                                .formatted(test.rate().failures(), test.rate().runs())),
                        marks.getOrDefault(test.id(), new StringBuilder()));
    }
}
