package dev.flakydetector.render.comment;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.render.InsightText;
import dev.flakydetector.render.Plural;
import dev.flakydetector.render.SeverityWording;
import dev.flakydetector.render.Summary;
import dev.flakydetector.render.markdown.MarkdownText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A detection as the one comment on a pull request: the tests that need attention first, one line each, details folded.
 * What does not fit is cut from the least important end.
 */
public final class PullRequestComment {

    /** What GitHub takes as the body of a comment. */
    public static final int MOST_CHARACTERS = 65_536;

    /** Begins every comment of ours, so that the next run finds it. */
    public static final String MARKER = "<!-- flaky-detector:comment -->";

    private static final int MOST_SUMMARY = 150_000;
    private static final int ROOM_FOR_WHAT_IS_LEFT_OUT = 1_000;
    private static final int MOST_REMARK = 400;
    private static final int MOST_COMMAND = 1_000;
    private static final int MOST_REMARKS = 8;
    private static final int SHORT_COMMIT = 7;

    private PullRequestComment() {}

    /** Whether there is anything to tell: a test that failed here or there, or reruns that could not be done. */
    public static boolean hasNews(Detection detection, CommentFacts facts) {
        return !detection.isJudged() || !Findings.of(detection, facts).isEmpty();
    }

    public static String render(Detection detection, CommentFacts facts) {
        return render(detection, facts, MOST_CHARACTERS);
    }

    /** The same for the page of a workflow run, which has more room. */
    public static String summary(Detection detection, CommentFacts facts) {
        return render(detection, facts, MOST_SUMMARY);
    }

    private static String render(Detection detection, CommentFacts facts, int mostCharacters) {
        Findings findings = Findings.of(detection, facts);
        StringBuilder text = new StringBuilder(MARKER).append('\n');
        now(detection, facts, findings)
                .line()
                .ifPresent(line -> text.append(line).append('\n'));
        facts.past()
                .forEach(past -> past.line().ifPresent(line -> text.append(line).append('\n')));
        text.append("### %s %s\n\n".formatted(SeverityWording.emoji(findings.loudest()), findings.headline(detection)));
        text.append(about(detection, facts));
        String end = end(detection, facts);
        new CommentTests(findings, detection, facts)
                .appendTo(text, mostCharacters - end.length() - ROOM_FOR_WHAT_IS_LEFT_OUT);
        return text.append(end).toString().stripTrailing() + "\n";
    }

    /** The comment after everything has passed: what was found before stays readable in its history. */
    public static String resolved(String commit, String day, List<PastResult> past) {
        StringBuilder text = new StringBuilder(MARKER).append('\n');
        PastResult now = new PastResult(shortened(commit), day, 0, 0);
        now.line().ifPresent(line -> text.append(line).append('\n'));
        past.forEach(result -> result.line().ifPresent(line -> text.append(line).append('\n')));
        text.append("### 🟢 Resolved: no test failed at %s\n\n"
                .formatted(MarkdownText.code(shortened(commit), MOST_REMARK)));
        appendPast(text, past);
        return text.toString().stripTrailing() + "\n";
    }

    private static PastResult now(Detection detection, CommentFacts facts, Findings findings) {
        return new PastResult(
                commit(detection, facts).orElse(""),
                detection.startedAt().toString().substring(0, "2026-11-01".length()),
                findings.real().size(),
                findings.flaky().size());
    }

    private static Optional<String> commit(Detection detection, CommentFacts facts) {
        return facts.commit()
                .or(() -> detection.revision().flatMap(revision -> revision.commit()))
                .map(PullRequestComment::shortened);
    }

    private static String shortened(String commit) {
        return commit.substring(0, Math.min(SHORT_COMMIT, commit.length()));
    }

    private static String about(Detection detection, CommentFacts facts) {
        StringBuilder about = new StringBuilder();
        detection
                .testCommand()
                .ifPresent(command -> about.append(MarkdownText.code(command.toString(), MOST_REMARK))
                        .append(": "));
        Summary summary = new Summary(detection);
        about.append("runs ").append(summary.runs()).append(", in ").append(summary.took());
        about.append(", seed ").append(detection.request().seed());
        commit(detection, facts)
                .ifPresent(commit -> about.append(", at ").append(MarkdownText.code(commit, MOST_REMARK)));
        facts.runUrl().ifPresent(url -> about.append(" · [failed run](%s)".formatted(CommentText.url(url))));
        facts.reportUrl().ifPresent(url -> about.append(" · [full report](%s)".formatted(CommentText.url(url))));
        return about.append("\n\n").toString();
    }

    private static String end(Detection detection, CommentFacts facts) {
        StringBuilder text = new StringBuilder();
        List<String> remarks = new ArrayList<>(facts.remarks());
        detection.problems().stream().map(Problem::message).forEach(remarks::add);
        if (!remarks.isEmpty()) {
            text.append("<details><summary>%s, not held against any test</summary>\n\n"
                    .formatted(Plural.of(remarks.size(), "remark")));
            remarks.stream()
                    .limit(MOST_REMARKS)
                    .forEach(remark -> text.append("- ")
                            .append(MarkdownText.code(remark, MOST_REMARK))
                            .append('\n'));
            text.append("\n</details>\n\n");
        }
        SameRunsAgain.command(detection, facts)
                .ifPresent(command -> text.append("<details><summary>The same reruns on your machine</summary>\n\n")
                        .append(MarkdownText.code(command, MOST_COMMAND))
                        .append("\n\n"
                                + "Every attempt has the same number and seed there. `flaky replay`, as"
                                + " given with a test, then repeats one of them; put the id that the"
                                + " reruns print in the place of this one.\n\n"
                                + "</details>\n\n"));
        appendInsight(text, detection.insight());
        if (!facts.appendix().isEmpty()) {
            text.append(facts.appendix()).append('\n');
        }
        appendPast(text, facts.past());
        return text.toString();
    }

    private static void appendInsight(StringBuilder text, Insight insight) {
        List<String> parts = new ArrayList<>();
        insight.forecast()
                .absence()
                .ifPresent(reason -> parts.add("Next run: " + MarkdownText.code(reason, MOST_REMARK)));
        insight.cost().ifPresent(cost -> parts.add("Cost: " + InsightText.cost(cost)));
        if (!parts.isEmpty()) {
            text.append("<sub>").append(String.join(" · ", parts)).append("</sub>\n\n");
        }
    }

    private static void appendPast(StringBuilder text, List<PastResult> past) {
        if (past.isEmpty()) {
            return;
        }
        text.append("<details><summary>Earlier results of this pull request</summary>\n\n");
        past.forEach(result -> text.append("- ").append(result.sentence()).append('\n'));
        text.append("\n</details>\n");
    }
}
