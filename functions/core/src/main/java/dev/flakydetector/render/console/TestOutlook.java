package dev.flakydetector.render.console;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.render.CleanText;
import dev.flakydetector.render.InsightText;
import dev.flakydetector.render.TextWidth;
import java.util.ArrayList;
import java.util.List;

/** What the newest detection that saw a test fail knows of its next run, and of failures like its own. */
public record TestOutlook(Detection detection, TestId test) {

    private static final int NAME = 150;

    /** As lines for a terminal; none when nothing is known. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        detection.insight().forecast().of(test).map(InsightText::next).ifPresent(lines::add);
        detection.insight().clusterOf(test).ifPresent(cluster -> {
            String known = InsightText.known(cluster, detection.startedAt());
            lines.add("fails like: " + TextWidth.shortenEnd(CleanText.line(cluster.name()), NAME));
            if (!known.isEmpty()) {
                lines.add("  " + known);
            }
        });
        return lines.stream()
                .flatMap(line -> TextWidth.wrap(line, ConsoleReport.COLUMNS).stream())
                .toList();
    }
}
