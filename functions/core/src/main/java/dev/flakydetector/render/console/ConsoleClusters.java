package dev.flakydetector.render.console;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.render.CleanText;
import dev.flakydetector.render.ClusterIndex;
import dev.flakydetector.render.InsightText;
import dev.flakydetector.render.TextWidth;
import java.util.List;

/** The list of failures that look alike in a {@link ConsoleReport}, numbered as the table of tests refers to them. */
record ConsoleClusters(Detection detection, Ink ink, Lines lines) {

    private static final int MOST = 10;
    private static final int NAME = 150;
    private static final int ID = 70;
    private static final String INDENT = " ".repeat(4);

    void write(List<ClusterIndex.Numbered> clusters) {
        if (clusters.isEmpty()) {
            return;
        }
        lines.blank();
        lines.add(ink.bold("Failures that look alike"));
        clusters.stream().limit(MOST).forEach(numbered -> write(numbered.number(), numbered.cluster()));
        if (clusters.size() > MOST) {
            lines.add(INDENT + "and %d more clusters; --format json lists them all.".formatted(clusters.size() - MOST));
        }
    }

    private void write(int number, SeenCluster cluster) {
        String label = TextWidth.pad("%2d".formatted(number), INDENT.length());
        for (String line : TextWidth.wrap(TextWidth.shortenEnd(CleanText.line(cluster.name()), NAME), room())) {
            lines.add(label + ink.bold(line));
            label = INDENT;
        }
        String known = InsightText.known(cluster, detection.startedAt());
        String facts = size(cluster) + (known.isEmpty() ? "" : "; " + known);
        TextWidth.wrap(facts, room()).forEach(line -> lines.add(INDENT + line));
    }

    private static int room() {
        return ConsoleReport.COLUMNS - INDENT.length();
    }

    private static String size(SeenCluster cluster) {
        String failures = cluster.failures() == 1 ? "1 failure" : cluster.failures() + " failures";
        return cluster.tests().size() == 1
                ? failures + " of " + shortened(cluster.tests().get(0))
                : "%s of %d tests".formatted(failures, cluster.tests().size());
    }

    private static String shortened(TestId test) {
        return TextWidth.shortenMiddle(CleanText.line(test.toString()), ID);
    }
}
