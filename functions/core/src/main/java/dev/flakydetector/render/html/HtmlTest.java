package dev.flakydetector.render.html;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.render.ClusterIndex;
import dev.flakydetector.render.FailureText;
import dev.flakydetector.render.HtmlText;
import dev.flakydetector.render.InsightText;
import dev.flakydetector.render.RateText;
import dev.flakydetector.render.Replay;
import dev.flakydetector.render.SeverityWording;
import dev.flakydetector.render.TextWidth;
import java.util.stream.Collectors;

/** One test in an {@link HtmlReport}: a card for one that failed, a line for one that did not. */
record HtmlTest(Detection detection, ClusterIndex clusters, AttemptGrid grid, Replay replay) {

    private static final int ID = 300;
    private static final int SEEDS = 20;
    private static final int MODEL = 80;
    private static final int COMMAND = 2_000;

    String card(JudgedTest test) {
        String severity = test.severity().token();
        return "<article class=\"card %s\">\n<h3><span class=\"badge\">%s</span> <code>%s</code></h3>\n"
                        .formatted(severity, test.severity(), id(test))
                + "<p>%s</p>\n".formatted(verdict(test))
                + insight(test)
                + rates(test)
                + AttemptStrip.draw(grid.attempts(), grid.of(test.id()))
                + test.exemplar().map(this::failure).orElse("")
                + replay(test)
                + "</article>\n";
    }

    String line(JudgedTest test) {
        String skipped = test.skipped() > 0 ? "; skipped %d times".formatted(test.skipped()) : "";
        return "<li><code>%s</code> <span class=\"quiet\">%s%s</span>\n%s</li>\n"
                .formatted(
                        id(test),
                        HtmlText.escape(RateText.sentence(test.rate())),
                        skipped,
                        AttemptStrip.draw(grid.attempts(), grid.of(test.id())));
    }

    private static String id(JudgedTest test) {
        return HtmlText.line(test.id().toString(), ID);
    }

    private String verdict(JudgedTest test) {
        String meaning = SeverityWording.meaning(
                test.severity(), test.rate(), detection.request().report().thresholds());
        return "<strong>%s</strong>%s: it %s.%s"
                .formatted(
                        test.verdict(),
                        test.onlyWhen()
                                .map(when -> ", <strong>" + HtmlText.line(when, ID) + "</strong>")
                                .orElse(""),
                        meaning,
                        test.ignored() ? " It is on the ignore list." : "");
    }

    private String insight(JudgedTest test) {
        String next = detection
                .insight()
                .forecast()
                .of(test.id())
                .map(expected -> "Its %s, says the model %s."
                        .formatted(HtmlText.escape(InsightText.next(expected)), HtmlText.line(expected.model(), MODEL)))
                .orElse("");
        String cluster = clusters.of(test.id())
                .filter(numbered -> numbered.number() <= HtmlCluster.MOST)
                .map(numbered ->
                        "<a href=\"#cluster-%1$d\">It fails like cluster %1$d</a>.".formatted(numbered.number()))
                .orElse("");
        String both = (next + " " + cluster).strip();
        return both.isEmpty() ? "" : "<p>%s</p>\n".formatted(both);
    }

    private String rates(JudgedTest test) {
        String rows = rate("All attempts", test.rate());
        if (test.control().runs() > 0 && test.varied().runs() > 0) {
            rows += rate("As the project runs", test.control()) + rate("With something varied", test.varied());
        }
        return "<div class=\"rates\">\n" + rows + "</div>\n";
    }

    private String rate(String label, FlakeRate rate) {
        IntervalBar bar = new IntervalBar(detection.request().report().thresholds());
        return "<span>%s</span>%s<span>%s</span>\n"
                .formatted(label, bar.draw(rate), HtmlText.escape(RateText.sentence(rate)));
    }

    private String failure(Failure failure) {
        int allowed = Math.max(1, detection.request().report().maxErrorLength());
        String headline = TextWidth.shortenEnd(FailureText.headline(failure), allowed);
        String said = headline.isEmpty() ? "The tool said nothing about it" : HtmlText.escape(headline);
        if (failure.detail().isBlank()) {
            return "<p class=\"error\"><code>%s</code></p>\n".formatted(said);
        }
        return "<details><summary class=\"error\"><code>%s</code></summary>\n<pre>%s</pre></details>\n"
                .formatted(said, HtmlText.block(failure.detail()));
    }

    private String replay(JudgedTest test) {
        int failing = test.failingAttempts().size();
        String seeds = test.failingAttempts().stream()
                .limit(SEEDS)
                .map(attempt -> attempt.seed().toString())
                .collect(Collectors.joining(", "));
        String more = failing > SEEDS ? " and %d more".formatted(failing - SEEDS) : "";
        return replay.command(detection, test)
                .map(command ->
                        "<p>See it again: <code class=\"command\">%s</code></p>\n<p class=\"quiet\">Failing seeds: %s%s</p>\n"
                                .formatted(HtmlText.line(command, COMMAND), seeds, more))
                .orElse("");
    }
}
