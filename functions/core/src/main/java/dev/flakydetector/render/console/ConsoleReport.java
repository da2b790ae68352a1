package dev.flakydetector.render.console;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Forecast;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.render.CleanText;
import dev.flakydetector.render.ClusterIndex;
import dev.flakydetector.render.InsightText;
import dev.flakydetector.render.RateText;
import dev.flakydetector.render.Replay;
import dev.flakydetector.render.SeverityWording;
import dev.flakydetector.render.Summary;
import dev.flakydetector.render.TextWidth;
import java.util.List;

/**
 * A detection for a terminal of 80 columns: how bad it is, which tests, how to see it again, what went wrong.
 */
public final class ConsoleReport {

    static final int COLUMNS = 80;

    private static final int WORST = 20;
    private static final int PROBLEMS = 20;
    private static final int PROBLEM_LENGTH = 600;
    private static final String MARGIN = "  ";
    private static final int LABEL = 12;
    private static final int FACT = 240;

    private final Ink ink;
    private final Replay replay;

    private ConsoleReport(Ink ink, Replay replay) {
        this.ink = ink;
        this.replay = replay;
    }

    public static ConsoleReport plain() {
        return new ConsoleReport(Ink.PLAIN, Replay.FROM_STORE);
    }

    public static ConsoleReport coloured() {
        return new ConsoleReport(Ink.COLOUR, Replay.FROM_STORE);
    }

    public ConsoleReport with(Replay other) {
        return new ConsoleReport(ink, other);
    }

    /** The report, ending in a line break. */
    public String render(Detection detection) {
        Summary summary = new Summary(detection);
        Lines lines = new Lines();
        writeHead(lines, summary);
        ClusterIndex clusters = new ClusterIndex(detection.insight());
        writeTests(lines, summary, clusters);
        new ConsoleClusters(detection, ink, lines).write(clusters.clusters());
        writeAbsence(lines, detection.insight().forecast());
        writeProblems(lines, detection.problems());
        return lines.toString();
    }

    private void writeHead(Lines lines, Summary summary) {
        Detection detection = summary.detection();
        if (detection.isJudged() && detection.severity() != Severity.NONE) {
            Severity severity = detection.severity();
            String meaning = SeverityWording.meaning(severity);
            lines.add(ink.of(severity, severity.name()) + ": the worst test " + meaning);
        }
        TextWidth.wrap(summary.headline(), COLUMNS).forEach(line -> lines.add(ink.bold(line)));
        lines.blank();
        String commit = summary.commit().map(c -> " at " + c).orElse("");
        int room = COLUMNS - MARGIN.length() - LABEL - commit.length();
        fact(lines, "repository", TextWidth.shortenMiddle(summary.repository(), room) + commit);
        summary.testCommand().ifPresent(command -> fact(lines, "command", command));
        fact(lines, "runs", summary.runs());
        summary.uncounted().ifPresent(uncounted -> fact(lines, "", uncounted));
        if (detection.command().failures() > 0) {
            fact(lines, "as a whole", RateText.sentence(detection.command()) + ", " + detection.verdict());
        }
        fact(lines, "seed", detection.request().seed().toString());
        fact(lines, "detection", CleanText.line(detection.id()));
        detection.insight().cost().ifPresent(cost -> fact(lines, "cost", InsightText.cost(cost)));
    }

    private void fact(Lines lines, String label, String value) {
        String name = label;
        for (String line : TextWidth.wrap(TextWidth.shortenMiddle(value, FACT), COLUMNS - MARGIN.length() - LABEL)) {
            lines.add(MARGIN + ink.faint(TextWidth.pad(name, LABEL)) + line);
            name = "";
        }
    }

    private void writeTests(Lines lines, Summary summary, ClusterIndex clusters) {
        List<JudgedTest> failed = summary.failed();
        if (!failed.isEmpty()) {
            ConsoleTable table = new ConsoleTable(summary.detection(), replay, clusters, ink, lines);
            table.writeHeader();
            failed.stream().limit(WORST).forEach(table::writeRow);
        }
        if (failed.size() > WORST) {
            lines.blank();
            lines.add("%d more tests failed; --format json lists them all.".formatted(failed.size() - WORST));
        }
        summary.others().ifPresent(sentence -> {
            lines.blank();
            TextWidth.wrap(sentence, COLUMNS).forEach(lines::add);
        });
    }

    private static void writeAbsence(Lines lines, Forecast forecast) {
        forecast.absence().ifPresent(reason -> {
            lines.blank();
            TextWidth.wrap("Next run: " + TextWidth.shortenEnd(CleanText.line(reason), FACT), COLUMNS)
                    .forEach(lines::add);
        });
    }

    private void writeProblems(Lines lines, List<Problem> problems) {
        if (problems.isEmpty()) {
            return;
        }
        lines.blank();
        lines.add(ink.bold("Problems"));
        for (Problem problem : problems.subList(0, Math.min(PROBLEMS, problems.size()))) {
            String where = problem.attempt().isPresent()
                    ? ", attempt " + problem.attempt().getAsInt()
                    : "";
            String message = TextWidth.shortenMiddle(CleanText.line(problem.message()), PROBLEM_LENGTH);
            String bullet = "- ";
            for (String line : TextWidth.wrap(problem.kind() + where + ": " + message, COLUMNS - 4)) {
                lines.add(MARGIN + bullet + line);
                bullet = "  ";
            }
        }
        if (problems.size() > PROBLEMS) {
            lines.add(MARGIN + "and %d more; --format json lists them all.".formatted(problems.size() - PROBLEMS));
        }
    }
}
