package dev.flakydetector.domain;

import java.util.List;
import java.util.Optional;

/**
 * What history and models add to a detection. It stands beside the verdicts, which come from outcomes alone.
 *
 * @param clusters failures that look alike, the largest first
 * @param cost empty when nobody counted
 */
public record Insight(Forecast forecast, List<SeenCluster> clusters, Optional<Cost> cost) {

    public static final Insight NONE = new Insight(Forecast.NONE, List.of(), Optional.empty());

    public Insight {
        clusters = List.copyOf(clusters);
    }

    public Insight with(Forecast expected) {
        return new Insight(expected, clusters, cost);
    }

    public Insight with(List<SeenCluster> seen) {
        return new Insight(forecast, seen, cost);
    }

    public Insight with(Cost counted) {
        return new Insight(forecast, clusters, Optional.of(counted));
    }

    /** The largest cluster that holds failures of a test, if any. */
    public Optional<SeenCluster> clusterOf(TestId test) {
        return clusters.stream()
                .filter(cluster -> cluster.tests().contains(test))
                .findFirst();
    }
}
