package dev.flakydetector.render.markdown;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.render.FailureText;
import dev.flakydetector.render.HtmlText;
import dev.flakydetector.render.InsightText;
import dev.flakydetector.render.RateText;
import dev.flakydetector.render.Replay;
import dev.flakydetector.render.SeverityWording;
import dev.flakydetector.render.Summary;
import java.util.List;

/**
 * A detection as a comment in GitHub's Markdown: what needs attention first, one line a test, details folded. However many
 * tests there are, it stays within what GitHub takes, and says what it left out.
 */
public final class MarkdownReport {

    /** The most that GitHub takes as a comment. */
    public static final int MAX_LENGTH = 65_536;

    private static final int ID = 200;
    private static final int FACT = 100;
    private static final int COMMAND = 2_000;
    private static final int CLUSTERS = 10;
    private static final int PROBLEMS = 10;
    private static final int MESSAGE = 600;
    private static final int DETAIL = 3_000;
    private static final int RESERVED_FOR_FOOT = 4_000;
    private static final int RESERVED_FOR_INSIGHT = 24_000;
    private static final int RESERVED_FOR_PROBLEMS = 10_000;

    private MarkdownReport() {}

    /** The report of a stored detection. */
    public static String render(Detection detection) {
        return render(detection, Replay.FROM_STORE);
    }

    public static String render(Detection detection, Replay replay) {
        Summary summary = new Summary(detection);
        CappedText text = new CappedText(MAX_LENGTH);
        text.add(head(summary));
        int tests = writeTests(text, summary);
        text.add(insight(summary));
        int problems = writeProblems(text, detection.problems());
        int details = text.addWhileFits(
                summary.failed().subList(0, tests), test -> details(detection, replay, test), RESERVED_FOR_FOOT);
        String omission =
                omission(summary.failed().size() - tests, detection.problems().size() - problems, tests - details);
        return text.add(omission).add(foot(summary)).toString();
    }

    private static String head(Summary summary) {
        Detection detection = summary.detection();
        Severity severity = detection.severity();
        if (!detection.isJudged() || severity == Severity.NONE) {
            String emoji =
                    detection.isJudged() && detection.command().failures() == 0 ? SeverityWording.emoji(severity) : "⚪";
            return "### %s %s\n\n".formatted(emoji, summary.headline());
        }
        return "### %s %s: %s\n\nThe worst test %s.\n\n"
                .formatted(
                        SeverityWording.emoji(severity),
                        severity,
                        summary.headline(),
                        SeverityWording.meaning(severity));
    }

    private static int writeTests(CappedText text, Summary summary) {
        Detection detection = summary.detection();
        int reserve = RESERVED_FOR_FOOT
                + (detection.problems().isEmpty() ? 0 : RESERVED_FOR_PROBLEMS)
                + (detection.insight().equals(Insight.NONE) ? 0 : RESERVED_FOR_INSIGHT);
        int written = text.addWhileFits(summary.failed(), test -> line(detection, test), reserve);
        text.add(written > 0 ? "\n" : "");
        text.add(summary.others().map(sentence -> sentence + "\n\n").orElse(""));
        return written;
    }

    private static String line(Detection detection, JudgedTest test) {
        return "- %s **%s** %s failed %s: %s (%s), %s%s%s%s\n"
                .formatted(
                        SeverityWording.emoji(test.severity()),
                        test.severity(),
                        MarkdownText.code(test.id().toString(), ID),
                        RateText.count(test.rate()),
                        HtmlText.escape(RateText.percent(test.rate().value())),
                        RateText.interval(test.rate().interval()),
                        test.verdict(),
                        test.onlyWhen()
                                .map(when -> ", " + HtmlText.line(when, ID))
                                .orElse(""),
                        test.ignored() ? ", ignored" : "",
                        detection
                                .insight()
                                .forecast()
                                .of(test.id())
                                .map(expected -> ", " + MarkdownText.next(expected))
                                .orElse(""));
    }

    /** Bounded: ten clusters of bounded names, and one sentence. */
    private static String insight(Summary summary) {
        Detection detection = summary.detection();
        StringBuilder text = new StringBuilder();
        List<SeenCluster> clusters = detection.insight().clusters();
        if (!clusters.isEmpty()) {
            text.append("**Failures that look alike**\n\n");
            clusters.stream()
                    .limit(CLUSTERS)
                    .map(MarkdownCluster::new)
                    .forEach(cluster -> text.append(
                            "- %s: %s\n".formatted(cluster.name(), cluster.sizeAndPast(detection.startedAt()))));
            text.append(
                    clusters.size() > CLUSTERS
                            ? "- and %d more, all in the JSON report\n".formatted(clusters.size() - CLUSTERS)
                            : "");
            text.append('\n');
        }
        detection
                .insight()
                .forecast()
                .absence()
                .ifPresent(reason -> text.append("Next run: ")
                        .append(MarkdownText.code(reason, MESSAGE))
                        .append("\n\n"));
        return text.toString();
    }

    private static int writeProblems(CappedText text, List<Problem> problems) {
        if (problems.isEmpty()) {
            return 0;
        }
        text.add("**Problems**\n\n");
        int written = text.addWhileFits(
                problems.subList(0, Math.min(PROBLEMS, problems.size())), MarkdownReport::line, RESERVED_FOR_FOOT);
        text.add("\n");
        return written;
    }

    private static String line(Problem problem) {
        String where = problem.attempt().isPresent()
                ? " in attempt " + problem.attempt().getAsInt()
                : "";
        return "- **%s**%s: %s\n".formatted(problem.kind(), where, MarkdownText.code(problem.message(), MESSAGE));
    }

    private static String details(Detection detection, Replay replay, JudgedTest test) {
        StringBuilder details = new StringBuilder("<details><summary>")
                .append(MarkdownText.htmlCode(test.id().toString(), ID))
                .append("</summary>\n\n");
        details.append("It %s."
                .formatted(SeverityWording.meaning(
                        test.severity(),
                        test.rate(),
                        detection.request().report().thresholds())));
        details.append(" As the project runs: %s. With something varied: %s.\n\n"
                .formatted(MarkdownText.sentence(test.control()), MarkdownText.sentence(test.varied())));
        test.exemplar().ifPresent(failure -> {
            int allowed = detection.request().report().maxErrorLength();
            details.append(MarkdownText.code(FailureText.headline(failure), Math.max(1, allowed)))
                    .append("\n\n");
            if (!failure.detail().isBlank()) {
                details.append(MarkdownText.block(failure.detail(), DETAIL)).append("\n\n");
            }
        });
        replay.command(detection, test)
                .ifPresent(command -> details.append("See it again: ")
                        .append(MarkdownText.code(command, COMMAND))
                        .append("\n\n"));
        return details.append("</details>\n\n").toString();
    }

    private static String omission(int tests, int problems, int details) {
        if (tests + problems + details == 0) {
            return "";
        }
        return "_Left out for length: %d tests that failed, %d problems, details of %d tests. The JSON report has them all._\n\n"
                .formatted(tests, problems, details);
    }

    private static String foot(Summary summary) {
        Detection detection = summary.detection();
        StringBuilder foot = new StringBuilder("<sub>").append(MarkdownText.code(summary.repository(), FACT));
        summary.commit().ifPresent(commit -> foot.append(" at ").append(MarkdownText.code(commit, FACT)));
        summary.testCommand().ifPresent(command -> foot.append(" · ").append(MarkdownText.code(command, COMMAND)));
        foot.append(" · runs: ").append(summary.runs());
        summary.uncounted().ifPresent(uncounted -> foot.append("; ").append(uncounted));
        foot.append(" · seed ").append(detection.request().seed());
        detection.insight().cost().ifPresent(cost -> foot.append(" · ").append(InsightText.cost(cost)));
        foot.append(" · detection ").append(MarkdownText.code(detection.id(), FACT));
        return foot.append("</sub>\n").toString();
    }
}
