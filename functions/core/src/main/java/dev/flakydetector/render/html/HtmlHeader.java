package dev.flakydetector.render.html;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.render.HtmlText;
import dev.flakydetector.render.InsightText;
import dev.flakydetector.render.SeverityWording;
import dev.flakydetector.render.Summary;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The top of an {@link HtmlReport}: what was found, and what was looked at. */
record HtmlHeader(Summary summary) {

    private static final int FACT = 1_000;

    String render() {
        boolean loud = detection().isJudged() && detection().severity() != Severity.NONE;
        String meaning = loud
                ? "<p>The worst test %s.</p>\n"
                        .formatted(SeverityWording.meaning(detection().severity()))
                : "";
        return "<header class=\"%s\">\n<p class=\"brand\">flaky-detector</p>\n<h1>%s %s</h1>\n%s<dl>\n%s</dl>\n</header>\n"
                .formatted(colour().token(), badge(), HtmlText.escape(summary.headline()), meaning, facts());
    }

    /** Green is for a detection that judged something and saw nothing fail. */
    private Severity colour() {
        if (!detection().isJudged()) {
            return Severity.CRITICAL;
        }
        return commandFailsAlone() ? Severity.MEDIUM : detection().severity();
    }

    private String badge() {
        Object word =
                detection().isJudged() ? detection().severity() : detection().status();
        return "<span class=\"badge\">%s</span>"
                .formatted(commandFailsAlone() ? detection().verdict() : word);
    }

    private boolean commandFailsAlone() {
        return detection().severity() == Severity.NONE && detection().command().failures() > 0;
    }

    private String facts() {
        return fact("Repository", Optional.of(summary.repository()))
                + fact("Commit", summary.commit())
                + fact("Command", summary.testCommand())
                + fact("Framework", detection().framework().map(f -> f.token()))
                + fact("Runs", Optional.of(summary.runs()))
                + fact("Not counted", summary.uncounted())
                + fact("Base seed", Optional.of(detection().request().seed().toString()))
                + fact(
                        "Started",
                        Optional.of(detection()
                                .startedAt()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()))
                + fact("Took", Optional.of(summary.took()))
                + fact("Cost", detection().insight().cost().map(InsightText::cost))
                + fact("Next run", detection().insight().forecast().absence())
                + fact("Detection", Optional.of(detection().id()));
    }

    private static String fact(String name, Optional<String> value) {
        return value.map(text -> "<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(name, HtmlText.line(text, FACT)))
                .orElse("");
    }

    private Detection detection() {
        return summary.detection();
    }
}
