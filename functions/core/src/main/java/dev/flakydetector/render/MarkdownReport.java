package dev.flakydetector.render;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Problem;
import java.util.List;

/** A detection as GitHub's Markdown: what needs attention first, one line a test, the rest folded. */
public final class MarkdownReport {

    /** What GitHub takes as the body of a comment. */
    public static final int MOST_CHARACTERS = 65_536;

    private static final int MOST_ID = 300;
    private static final int MOST_MESSAGE = 500;
    private static final int ROOM_FOR_THE_END = 600;

    private MarkdownReport() {}

    public static String render(Detection detection) {
        StringBuilder text = new StringBuilder();
        text.append("### %s %s\n\n".formatted(Wording.symbol(detection.severity()), Wording.headline(detection)));
        List<JudgedTest> failed = detection.tests().stream()
                .filter(test -> test.rate().failures() > 0)
                .toList();
        int shown = 0;
        for (JudgedTest test : failed) {
            String entry = entry(detection, test);
            if (text.length() + entry.length() > MOST_CHARACTERS - ROOM_FOR_THE_END) {
                break;
            }
            text.append(entry);
            shown++;
        }
        if (shown < failed.size()) {
            text.append("\n… and %s that failed; the least severe are left out.\n"
                    .formatted(Wording.number(failed.size() - shown, "more test")));
        }
        problems(detection, text);
        text.append(
                "\n%s. Whole command: %s.\n".formatted(Wording.spent(detection), Wording.rate(detection.command())));
        return text.toString();
    }

    private static String entry(Detection detection, JudgedTest test) {
        StringBuilder entry = new StringBuilder("- %s %s **%s**, %s"
                .formatted(
                        Wording.symbol(test.severity()),
                        MarkdownText.code(PlainText.shorten(test.id().toString(), MOST_ID)),
                        test.verdict(),
                        Wording.rate(test.rate())));
        test.onlyWhen().ifPresent(only -> entry.append(", ").append(only));
        if (test.ignored()) {
            entry.append(", ignored by the configuration");
        }
        entry.append('\n');
        entry.append("  <details><summary>%s</summary>\n\n".formatted(Wording.meaning(test.severity())));
        String apart = Wording.apart(test);
        if (!apart.isEmpty()) {
            entry.append("  ").append(apart).append(".\n\n");
        }
        test.exemplar()
                .map(Failure::message)
                .filter(message -> !message.isBlank())
                .ifPresent(message -> entry.append("  ")
                        .append(MarkdownText.code(PlainText.shorten(Secrets.mask(message), MOST_MESSAGE)))
                        .append("\n\n"));
        ReplayCommandLine.of(detection, test)
                .ifPresent(command -> entry.append("  Again: ")
                        .append(MarkdownText.code(command))
                        .append("\n\n"));
        return entry.append("  </details>\n").toString();
    }

    private static void problems(Detection detection, StringBuilder text) {
        if (detection.problems().isEmpty()) {
            return;
        }
        StringBuilder part = new StringBuilder("\n<details><summary>%s, not held against any test</summary>\n\n"
                .formatted(Wording.number(detection.problems().size(), "problem")));
        for (Problem problem : detection.problems()) {
            String line = "- %s\n"
                    .formatted(MarkdownText.escape(PlainText.shorten(Secrets.mask(problem.message()), MOST_MESSAGE)));
            if (text.length() + part.length() + line.length() > MOST_CHARACTERS - ROOM_FOR_THE_END) {
                break;
            }
            part.append(line);
        }
        text.append(part).append("\n</details>\n");
    }
}
