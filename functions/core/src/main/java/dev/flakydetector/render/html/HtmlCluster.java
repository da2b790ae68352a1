package dev.flakydetector.render.html;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.render.ClusterIndex;
import dev.flakydetector.render.HtmlText;
import dev.flakydetector.render.InsightText;
import dev.flakydetector.render.Plural;
import java.util.stream.Collectors;

/** One cluster of failures in an {@link HtmlReport}, an item of a numbered list. */
record HtmlCluster(Detection detection) {

    static final int MOST = 100;

    private static final int NAME = 300;
    private static final int ID = 300;
    private static final int TESTS = 20;

    String item(ClusterIndex.Numbered numbered) {
        SeenCluster cluster = numbered.cluster();
        String known = InsightText.known(cluster, detection.startedAt());
        return "<li id=\"cluster-%d\"><code class=\"error\">%s</code>\n<p>%s%s</p>\n%s</li>\n"
                .formatted(
                        numbered.number(),
                        HtmlText.line(cluster.name(), NAME),
                        Plural.of(cluster.failures(), "failure"),
                        known.isEmpty() ? "" : ", " + HtmlText.escape(known),
                        tests(cluster));
    }

    private static String tests(SeenCluster cluster) {
        int more = cluster.tests().size() - TESTS;
        return cluster.tests().stream()
                .limit(TESTS)
                .map(TestId::toString)
                .map(id -> "<code>%s</code>".formatted(HtmlText.line(id, ID)))
                .collect(Collectors.joining(
                        "<br/>\n",
                        "<p class=\"quiet\">",
                        (more > 0 ? "<br/>\nand %d more".formatted(more) : "") + "</p>\n"));
    }
}
