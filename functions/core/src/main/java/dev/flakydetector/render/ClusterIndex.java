package dev.flakydetector.render;

import dev.flakydetector.domain.Insight;
import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.domain.TestId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The clusters of a detection with their numbers from one, and the largest of each test. */
public final class ClusterIndex {

    /** A cluster with its place among those of the detection. */
    public record Numbered(int number, SeenCluster cluster) {}

    private final List<Numbered> clusters;
    private final Map<TestId, Numbered> byTest = new HashMap<>();

    public ClusterIndex(Insight insight) {
        this.clusters = IntStream.range(0, insight.clusters().size())
                .mapToObj(i -> new Numbered(i + 1, insight.clusters().get(i)))
                .toList();
        clusters.forEach(numbered -> numbered.cluster().tests().forEach(test -> byTest.putIfAbsent(test, numbered)));
    }

    /** The largest first. */
    public List<Numbered> clusters() {
        return clusters;
    }

    public Optional<Numbered> of(TestId test) {
        return Optional.ofNullable(byTest.get(test));
    }
}
