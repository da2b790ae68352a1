package dev.flakydetector.render.html;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.render.AttemptSource;
import dev.flakydetector.render.ClusterIndex;
import dev.flakydetector.render.HtmlText;
import dev.flakydetector.render.RateText;
import dev.flakydetector.render.Replay;
import dev.flakydetector.render.Summary;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A detection as one page that needs nothing else: no script, no picture, no style from elsewhere. It reads in light and
 * dark and on a phone, and shows every attempt of the worst tests as a mark.
 */
public final class HtmlReport {

    private static final int MOST_CHARTS = 100;
    private static final int FEWEST_CHARTS = 20;
    /** Keeps a page of a thousand attempts at about two megabytes. */
    private static final int MOST_MARKS = 20_000;

    private static final int MOST_LINES = 500;
    private static final int MESSAGE = 2_000;

    private final Detection detection;
    private final Summary summary;
    private final List<JudgedTest> charted;
    private final AttemptGrid grid;
    private final Replay replay;
    private final ClusterIndex clusters;

    private HtmlReport(Detection detection, AttemptSource attempts, Replay replay) {
        this.detection = detection;
        this.replay = replay;
        this.summary = new Summary(detection);
        this.charted = detection.tests().stream()
                .limit(charts(detection.attemptsRun()))
                .toList();
        List<TestId> ids = charted.stream().map(JudgedTest::id).toList();
        this.grid = AttemptGrid.read(ids, attempts);
        this.clusters = new ClusterIndex(detection.insight());
    }

    private static int charts(int attempts) {
        return Math.max(FEWEST_CHARTS, Math.min(MOST_CHARTS, MOST_MARKS / Math.max(1, attempts)));
    }

    /** The report of a stored detection. */
    public static String render(Detection detection, AttemptSource attempts) {
        return render(detection, attempts, Replay.FROM_STORE);
    }

    public static String render(Detection detection, AttemptSource attempts, Replay replay) {
        return new HtmlReport(detection, attempts, replay).page();
    }

    private String page() {
        return PageParts.head("%s · flaky-detector".formatted(HtmlText.escape(summary.headline())))
                + new HtmlHeader(summary).render()
                + "<main>\n"
                + (detection.isJudged()
                        ? wholeCommand() + failedTests() + clusters() + problems()
                        : problems() + wholeCommand())
                + otherTests()
                + "</main>\n</body>\n</html>\n";
    }

    private String problems() {
        if (detection.problems().isEmpty()) {
            return "";
        }
        return "<section>\n<h2>Problems</h2>\n<ul class=\"problems\">\n"
                + firstOf(detection.problems(), MOST_LINES, HtmlReport::problem)
                + "</ul>\n</section>\n";
    }

    private static String problem(Problem problem) {
        String where =
                problem.attempt().isPresent() ? ", attempt " + problem.attempt().getAsInt() : "";
        return "<li><strong>%s</strong>%s: %s</li>\n"
                .formatted(problem.kind(), where, HtmlText.line(problem.message(), MESSAGE));
    }

    private String failedTests() {
        List<JudgedTest> failed = summary.failed();
        if (failed.isEmpty()) {
            return "";
        }
        HtmlTest cards = new HtmlTest(detection, clusters, grid, replay);
        return "<section>\n<h2>Tests that failed</h2>\n"
                + PageParts.barLegend(detection.request().report().thresholds())
                + firstOf(failed, charted.size(), cards::card)
                + "</section>\n";
    }

    private String clusters() {
        if (clusters.clusters().isEmpty()) {
            return "";
        }
        int left = clusters.clusters().size() - HtmlCluster.MOST;
        String more = left > 0 ? "<p class=\"quiet\">and %d more, all in the JSON report</p>\n".formatted(left) : "";
        HtmlCluster items = new HtmlCluster(detection);
        return "<section>\n<h2>Failures that look alike</h2>\n<ol class=\"clusters\">\n"
                + clusters.clusters().stream()
                        .limit(HtmlCluster.MOST)
                        .map(items::item)
                        .collect(Collectors.joining())
                + "</ol>\n" + more + "</section>\n";
    }

    private String wholeCommand() {
        if (grid.attempts().isEmpty()) {
            return "";
        }
        return "<section>\n<h2>The command as a whole</h2>\n<p><strong>%s</strong>: %s. One mark an attempt; a mark's title names its seed.</p>\n%s%s</section>\n"
                .formatted(
                        detection.verdict(),
                        detection.isJudged()
                                ? HtmlText.escape(RateText.sentence(detection.command()))
                                : "no attempt counted",
                        PageParts.markLegend(),
                        AttemptStrip.draw(grid.attempts(), grid.command()));
    }

    private String otherTests() {
        List<JudgedTest> others = detection.tests().stream()
                .filter(test -> test.rate().failures() == 0)
                .toList();
        if (others.isEmpty()) {
            return "";
        }
        HtmlTest lines = new HtmlTest(detection, clusters, grid, replay);
        return "<section>\n<h2>Tests that did not fail</h2>\n<details><summary>%s</summary>\n<ul class=\"others\">\n%s</ul>\n</details>\n</section>\n"
                .formatted(
                        HtmlText.escape(summary.others().orElse("None of them ran.")),
                        firstOf(others, MOST_LINES, lines::line));
    }

    private static <T> String firstOf(List<T> items, int most, Function<T, String> each) {
        String shown = items.stream().limit(most).map(each).collect(Collectors.joining());
        return items.size() <= most
                ? shown
                : shown + "<p class=\"quiet\">and %d more, all in the JSON report</p>\n".formatted(items.size() - most);
    }
}
