package dev.flakydetector.render;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Severity;
import java.util.List;

/** A detection for a person at a terminal, readable at 80 columns. */
public final class ConsoleReport {

    private static final int WIDTH = 80;
    private static final int MOST_TESTS = 20;
    private static final int MOST_PROBLEMS = 20;
    private static final String RESET = "\u001B[0m";

    private final StringBuilder text = new StringBuilder();
    private final Detection detection;
    private final boolean colour;

    private ConsoleReport(Detection detection, boolean colour) {
        this.detection = detection;
        this.colour = colour;
    }

    public static String render(Detection detection, boolean colour) {
        ConsoleReport report = new ConsoleReport(detection, colour);
        report.head();
        report.tests();
        report.problems();
        report.foot();
        return report.text.toString();
    }

    private void head() {
        line("%s  %s".formatted(paint(detection.severity(), detection.severity().name()), Wording.headline(detection)));
        line("");
    }

    private void tests() {
        List<JudgedTest> failed = detection.tests().stream()
                .filter(test -> test.rate().failures() > 0)
                .toList();
        failed.stream().limit(MOST_TESTS).forEach(this::test);
        if (failed.size() > MOST_TESTS) {
            line("… and %d more tests that failed; --format html or json has them all"
                    .formatted(failed.size() - MOST_TESTS));
            line("");
        }
    }

    private void test(JudgedTest test) {
        String label = test.verdict() + (test.ignored() ? " (ignored)" : "");
        line("%s %s"
                .formatted(
                        paint(test.severity(), "%-8s".formatted(test.severity())),
                        PlainText.shorten(test.id().toString(), WIDTH - 9)));
        indented("%s: %s".formatted(label, Wording.rate(test.rate())));
        String apart = Wording.apart(test);
        if (!apart.isEmpty()) {
            indented(apart + test.onlyWhen().map(only -> ": " + only).orElse(""));
        }
        test.exemplar()
                .map(Failure::message)
                .filter(message -> !message.isBlank())
                .ifPresent(message -> indented(PlainText.shorten(PlainText.oneLine(Secrets.mask(message)), WIDTH - 9)));
        ReplayCommandLine.of(detection, test).ifPresent(command -> indented("again: " + command));
        line("");
    }

    private void problems() {
        if (detection.problems().isEmpty()) {
            return;
        }
        line("Problems, which are not held against any test:");
        for (Problem problem :
                detection.problems().stream().limit(MOST_PROBLEMS).toList()) {
            String where = problem.attempt().isPresent()
                    ? "attempt %d: ".formatted(problem.attempt().getAsInt())
                    : "";
            line("  - " + where
                    + PlainText.printable(Secrets.mask(problem.message())).replace("\n", "\n    "));
        }
        if (detection.problems().size() > MOST_PROBLEMS) {
            line("  … and %d more".formatted(detection.problems().size() - MOST_PROBLEMS));
        }
        line("");
    }

    private void foot() {
        line(Wording.spent(detection));
        line("Whole command: " + Wording.rate(detection.command()));
        line("Detection %s; 'flaky show %s --format html' for all of it".formatted(detection.id(), detection.id()));
    }

    private void indented(String content) {
        line("         " + content);
    }

    private void line(String content) {
        text.append(content).append('\n');
    }

    private String paint(Severity severity, String word) {
        if (!colour) {
            return word;
        }
        String code = switch (severity) {
            case CRITICAL -> "\u001B[1;31m";
            case HIGH -> "\u001B[31m";
            case MEDIUM -> "\u001B[33m";
            case LOW -> "\u001B[36m";
            case NONE -> "\u001B[32m";
        };
        return code + word + RESET;
    }
}
