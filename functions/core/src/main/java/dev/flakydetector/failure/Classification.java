package dev.flakydetector.failure;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a failure belongs.
 *
 * @param cluster without its members; empty outside every cluster
 * @param similarity to the nearest failure found, from 0 to 1
 * @param labelsTell whether chances foretold anything when the model was trained
 */
public record Classification(Optional<KnownCluster> cluster, double similarity, boolean labelsTell) {

    /**
     * What a model knows of a cluster.
     *
     * @param exemplar the id of the failure that stands for the others
     * @param excerpt what its log says
     */
    public record KnownCluster(
            String key,
            String name,
            int size,
            int merged,
            int notMerged,
            String exemplar,
            String excerpt,
            Optional<Instant> firstSeen,
            Optional<Instant> lastSeen) {

        private static final int LONGEST_ID = 200;

        static KnownCluster of(FailureCluster cluster) {
            return new KnownCluster(
                    cluster.key(),
                    cluster.name(),
                    cluster.size(),
                    cluster.merged(),
                    cluster.notMerged(),
                    FailureName.shortened(cluster.exemplar(), LONGEST_ID),
                    cluster.excerpt(),
                    cluster.firstSeen(),
                    cluster.lastSeen());
        }

        public Optional<FalseAlarm> falseAlarm() {
            return FalseAlarm.of(merged, notMerged);
        }
    }

    /** @param threshold the chance of a false alarm from which on a flake is likely */
    public Decision decision(double threshold) {
        if (cluster.isEmpty()) {
            return Decision.UNKNOWN;
        }
        boolean likely = cluster.flatMap(KnownCluster::falseAlarm)
                .filter(alarm -> alarm.chance() >= threshold)
                .isPresent();
        return likely ? Decision.FLAKE_LIKELY : Decision.FLAKE_POSSIBLE;
    }
}
