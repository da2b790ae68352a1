package dev.flakydetector.render.comment;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.Forecast;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.render.InsightText;
import dev.flakydetector.render.RateText;
import dev.flakydetector.render.Replay;
import dev.flakydetector.render.SeverityWording;
import dev.flakydetector.render.markdown.MarkdownText;
import java.util.Optional;

/** One test that a comment names. */
sealed interface Finding {

    int MOST_ID = 300;
    int MOST_MESSAGE = 500;
    int MOST_PHRASE = 200;

    TestId id();

    Severity severity();

    /** What there is to say of it in half a line. */
    String inShort(Forecast forecast);

    /**
     * Its list entry in Markdown.
     *
     * @param cluster what to say of the failures that look like its own, escaped; empty when that stands above it
     */
    String entry(Detection detection, CommentFacts facts, String cluster);

    /** A test that the reruns ran. */
    record Judged(JudgedTest test, boolean failedBefore) implements Finding {

        @Override
        public TestId id() {
            return test.id();
        }

        /** A test that failed once, and then in no rerun, is flaky, if rarely so. */
        @Override
        public Severity severity() {
            return test.ignored() ? Severity.NONE : test.severity() == Severity.NONE ? Severity.LOW : test.severity();
        }

        @Override
        public String inShort(Forecast forecast) {
            return "%s, %s%s"
                    .formatted(
                            standing(),
                            RateText.sentence(test.rate()),
                            forecast.of(id())
                                    .map(expected -> ", " + InsightText.next(expected))
                                    .orElse(""));
        }

        @Override
        public String entry(Detection detection, CommentFacts facts, String cluster) {
            StringBuilder line = new StringBuilder("- %s %s **%s**, %s"
                    .formatted(
                            SeverityWording.emoji(severity()),
                            MarkdownText.code(id().toString(), MOST_ID),
                            standing(),
                            MarkdownText.sentence(test.rate())));
            test.onlyWhen().ifPresent(only -> line.append(", ").append(CommentText.phrase(only, MOST_PHRASE)));
            if (!failedBefore && !facts.failedBefore().isEmpty()) {
                line.append(", did not fail in the first run");
            }
            Optional.ofNullable(facts.seenBefore().get(id()))
                    .ifPresent(seen -> line.append(", ").append(CommentText.phrase(seen, MOST_PHRASE)));
            detection
                    .insight()
                    .forecast()
                    .of(id())
                    .ifPresent(expected -> line.append(", ").append(MarkdownText.next(expected)));
            line.append(cluster);
            Replay.FROM_STORE
                    .command(detection, test)
                    .ifPresent(command -> line.append(" · again: ").append(MarkdownText.code(command, MOST_ID)));
            return line.append('\n').append(details()).toString();
        }

        /** Its verdict, or where no rerun failed what set the reruns off. */
        private String standing() {
            return test.rate().failures() == 0
                    ? "failed before"
                    : test.verdict().name();
        }

        /** Control and varied attempts, where both were run. */
        private String apart() {
            return test.control().runs() == 0 || test.varied().runs() == 0
                    ? ""
                    : "%s as the project runs it, %s varied"
                            .formatted(RateText.count(test.control()), RateText.count(test.varied()));
        }

        private String details() {
            String apart = test.rate().failures() == 0 ? "" : apart();
            String message = test.exemplar()
                    .map(Failure::message)
                    .filter(text -> !text.isBlank())
                    .map(text -> MarkdownText.code(text, MOST_MESSAGE))
                    .orElse("");
            if (apart.isEmpty() && message.isEmpty()) {
                return "";
            }
            StringBuilder details = new StringBuilder(
                    "  <details><summary>%s</summary>\n\n".formatted(SeverityWording.meaning(severity())));
            if (!apart.isEmpty()) {
                details.append("  ").append(apart).append(".\n\n");
            }
            if (!message.isEmpty()) {
                details.append("  ").append(message).append("\n\n");
            }
            return details.append("  </details>\n").toString();
        }
    }

    /** A test that failed in the first run and that no rerun met. */
    record NotRun(TestId id) implements Finding {

        @Override
        public Severity severity() {
            return Severity.MEDIUM;
        }

        @Override
        public String inShort(Forecast forecast) {
            return "was not run again";
        }

        @Override
        public String entry(Detection detection, CommentFacts facts, String cluster) {
            return "- ❔ %s%s\n".formatted(MarkdownText.code(id.toString(), MOST_ID), cluster);
        }
    }
}
