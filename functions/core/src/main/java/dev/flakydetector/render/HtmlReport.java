package dev.flakydetector.render;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Revision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A detection as one page that needs nothing else: no script, no other file, light and dark, wide and narrow. */
public final class HtmlReport {

    private static final int MOST_CHARTS = 100;
    private static final int MOST_DETAIL = 8_000;

    private final Detection detection;
    private final Writer out;

    private HtmlReport(Detection detection, Writer out) {
        this.detection = detection;
        this.out = out;
    }

    /** Writes the page; the writer stays open. */
    public static void write(Detection detection, AttemptSource attempts, Writer to) throws IOException {
        HtmlReport report = new HtmlReport(detection, to);
        List<JudgedTest> failed = detection.tests().stream()
                .filter(test -> test.rate().failures() > 0)
                .toList();
        AttemptChart chart = new AttemptChart(failed.stream().limit(MOST_CHARTS).toList());
        attempts.forEach(chart::add);
        report.head();
        report.failed(failed, chart);
        report.passing();
        report.problems();
        report.foot();
        to.flush();
    }

    private void head() {
        String severity = detection.severity().name();
        put("<!doctype html><html lang='en'><head><meta charset='utf-8'>");
        put("<meta name='viewport' content='width=device-width, initial-scale=1'>");
        put("<title>%s: flaky-detector</title><style>%s</style></head><body><main>"
                .formatted(HtmlText.escape(severity), style()));
        put("<header><span class='badge %s'>%s</span><h1>%s</h1>"
                .formatted(severity.toLowerCase(Locale.ROOT), severity, HtmlText.escape(Wording.headline(detection))));
        put("<p class='facts'>%s · %s · %s<br>%s</p></header>"
                .formatted(
                        HtmlText.escape(detection.request().repository()),
                        HtmlText.escape(
                                detection.revision().map(HtmlReport::describe).orElse("no commit")),
                        HtmlText.escape(
                                detection.framework().map(f -> f.token()).orElse("no framework")),
                        HtmlText.escape(Wording.spent(detection))));
    }

    private static String describe(Revision revision) {
        String commit = revision.commit()
                .map(sha -> sha.substring(0, Math.min(10, sha.length())))
                .orElse("no commit");
        return revision.modified() ? commit + " with changes" : commit;
    }

    private static String style() {
        try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
            if (css == null) {
                throw new IllegalStateException("report.css is missing beside " + HtmlReport.class);
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the page's style", e);
        }
    }

    private void failed(List<JudgedTest> failed, AttemptChart chart) {
        if (failed.isEmpty()) {
            return;
        }
        put("<section><h2>Failed at least once</h2><p class='legend'>One mark an attempt: "
                + "<b class='pass'>●</b> passed, <b class='fail'>✕</b> failed, <b class='none'>–</b> skipped or did not"
                + " count. Upper row: as the project runs. Lower row: varied.</p>");
        int shown = 0;
        for (JudgedTest test : failed) {
            card(test, shown++ < MOST_CHARTS ? chart.svg(test) : "");
        }
        put("</section>");
    }

    private void card(JudgedTest test, String svg) {
        put("<article><h3><span class='badge %s'>%s</span> <code>%s</code></h3>"
                .formatted(
                        test.severity().name().toLowerCase(Locale.ROOT),
                        test.severity(),
                        HtmlText.escape(test.id().toString())));
        put("<p>%s%s: %s%s</p>"
                .formatted(
                        test.verdict(),
                        test.ignored() ? " (ignored)" : "",
                        HtmlText.escape(Wording.rate(test.rate())),
                        HtmlText.escape(test.onlyWhen().map(only -> "; " + only).orElse(""))));
        put(bar(test));
        put("<div class='scroll'>" + svg + "</div>");
        String apart = Wording.apart(test);
        if (!apart.isEmpty()) {
            put("<p class='small'>%s</p>".formatted(HtmlText.escape(apart)));
        }
        if (test.exemplar().isPresent()) {
            failure(test.exemplar().get());
        }
        ReplayCommandLine.of(detection, test)
                .ifPresent(command ->
                        put("<p class='small'>Again: <code>%s</code></p>".formatted(HtmlText.escape(command))));
        put("</article>");
    }

    private static String bar(JudgedTest test) {
        return String.format(
                Locale.ROOT,
                "<div class='bar' title='%s'><i style='left:%.2f%%;width:%.2f%%'></i><b style='left:%.2f%%'></b></div>",
                HtmlText.escape(Wording.rate(test.rate())),
                test.rate().interval().lo() * 100,
                (test.rate().interval().hi() - test.rate().interval().lo()) * 100,
                test.rate().value() * 100);
    }

    private void failure(Failure failure) {
        String detail = Secrets.mask(failure.detail());
        String shown = detail.length() <= MOST_DETAIL ? detail : detail.substring(0, MOST_DETAIL) + "\n…";
        String message = failure.message().isBlank()
                ? "what it printed"
                : PlainText.shorten(Secrets.mask(failure.message()), 200);
        put("<details><summary>%s</summary><pre>%s</pre></details>"
                .formatted(HtmlText.escape(message), HtmlText.escape(shown)));
    }

    private void passing() {
        List<JudgedTest> others = detection.tests().stream()
                .filter(test -> test.rate().failures() == 0)
                .toList();
        if (others.isEmpty()) {
            return;
        }
        put("<section><details><summary>%s that did not fail</summary><ul class='small'>"
                .formatted(Wording.number(others.size(), "test")));
        for (JudgedTest test : others) {
            put("<li><code>%s</code> %s</li>"
                    .formatted(HtmlText.escape(test.id().toString()), HtmlText.escape(Wording.rate(test.rate()))));
        }
        put("</ul></details></section>");
    }

    private void problems() {
        if (detection.problems().isEmpty()) {
            return;
        }
        put("<section><h2>Problems</h2><p class='small'>Not held against any test.</p><ul>");
        for (Problem problem : detection.problems()) {
            put("<li>%s</li>".formatted(HtmlText.escape(Secrets.mask(problem.message()))));
        }
        put("</ul></section>");
    }

    private void foot() {
        put("<footer>Whole command <code>%s</code>: %s. Detection %s, started %s.</footer></main></body></html>"
                .formatted(
                        HtmlText.escape(detection
                                .testCommand()
                                .map(c -> Secrets.mask(c.toString()))
                                .orElse("")),
                        HtmlText.escape(Wording.rate(detection.command())),
                        HtmlText.escape(detection.id()),
                        detection.startedAt()));
    }

    private void put(String html) {
        try {
            out.write(html);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the page", e);
        }
    }
}
