package dev.flakydetector.render.markdown;

import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.render.HtmlText;
import dev.flakydetector.render.InsightText;
import dev.flakydetector.render.Plural;
import java.time.Instant;
import java.util.stream.Collectors;

/** One cluster of failures in Markdown. Its name came out of a log, so it stands as code. */
public record MarkdownCluster(SeenCluster cluster) {

    private static final int NAME = 120;
    private static final int ID = 150;
    private static final int TESTS = 3;

    /** {@code 24 failures of `a`, `b` and 3 more tests, seen 12 times …}. */
    String sizeAndPast(Instant now) {
        return failures() + " of " + tests() + known("; ", now);
    }

    /** {@code seen 12 times …} after a separator; empty when nothing is known. */
    public String known(String separator, Instant now) {
        String known = InsightText.known(cluster, now);
        return known.isEmpty() ? "" : separator + HtmlText.escape(known);
    }

    public String name() {
        return MarkdownText.code(cluster.name(), NAME);
    }

    String failures() {
        return Plural.of(cluster.failures(), "failure");
    }

    private String tests() {
        int more = cluster.tests().size() - TESTS;
        return cluster.tests().stream()
                        .limit(TESTS)
                        .map(TestId::toString)
                        .map(id -> MarkdownText.code(id, ID))
                        .collect(Collectors.joining(", "))
                + (more > 0 ? " and " + Plural.of(more, "more test") : "");
    }
}
