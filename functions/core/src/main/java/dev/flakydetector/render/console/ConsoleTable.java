package dev.flakydetector.render.console;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.render.CleanText;
import dev.flakydetector.render.ClusterIndex;
import dev.flakydetector.render.FailureText;
import dev.flakydetector.render.InsightText;
import dev.flakydetector.render.RateText;
import dev.flakydetector.render.Replay;
import dev.flakydetector.render.TextWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of tests that failed in a {@link ConsoleReport}: each test's name over its figures. */
record ConsoleTable(Detection detection, Replay replay, ClusterIndex clusters, Ink ink, Lines lines) {

    private static final int SEVERITY = 10;
    private static final int COUNT = 14;
    private static final int RATE = 9;
    private static final int INTERVAL = 19;
    private static final String INDENT = " ".repeat(SEVERITY);

    void writeHeader() {
        lines.blank();
        lines.add(ink.faint(TextWidth.pad("SEVERITY", SEVERITY) + "TEST"));
        lines.add(ink.faint(INDENT + columns("FAILED", "RATE", "95 % INTERVAL") + "VERDICT"));
        lines.add(ink.faint("-".repeat(ConsoleReport.COLUMNS)));
    }

    void writeRow(JudgedTest test) {
        int room = ConsoleReport.COLUMNS - SEVERITY;
        String severity = TextWidth.pad(test.severity().name(), SEVERITY);
        String name = TextWidth.shortenMiddle(CleanText.line(test.id().toString()), room);
        lines.add(ink.of(test.severity(), severity) + ink.bold(name));
        lines.add(INDENT
                + columns(
                        RateText.count(test.rate()),
                        RateText.percent(test.rate().value()),
                        RateText.interval(test.rate().interval()))
                + test.verdict()
                + (test.ignored() ? ", ignored" : ""));
        test.onlyWhen()
                .ifPresent(when -> TextWidth.wrap(CleanText.line(when), room).forEach(this::indented));
        insight(test).ifPresent(this::indented);
        test.exemplar().map(this::firstLine).filter(line -> !line.isEmpty()).ifPresent(this::indented);
        replay.command(detection, test).ifPresent(command -> indented("$ " + CleanText.line(command)));
    }

    private Optional<String> insight(JudgedTest test) {
        List<String> parts = new ArrayList<>();
        detection.insight().forecast().of(test.id()).map(InsightText::next).ifPresent(parts::add);
        clusters.of(test.id()).map(numbered -> "cluster " + numbered.number()).ifPresent(parts::add);
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
    }

    private static String columns(String count, String rate, String interval) {
        return TextWidth.pad(count, COUNT) + TextWidth.pad(rate, RATE) + TextWidth.pad(interval, INTERVAL);
    }

    private String firstLine(Failure failure) {
        int allowed = Math.min(
                ConsoleReport.COLUMNS - SEVERITY, detection.request().report().maxErrorLength());
        return TextWidth.shortenEnd(FailureText.headline(failure), Math.max(1, allowed));
    }

    private void indented(String line) {
        lines.add(INDENT + line);
    }
}
