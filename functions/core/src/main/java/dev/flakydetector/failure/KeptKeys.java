package dev.flakydetector.failure;

import dev.flakydetector.failure.Classification.KnownCluster;
import dev.flakydetector.failure.cluster.Labels;
import dev.flakydetector.failure.text.Fingerprint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which clusters of a new training are those of an earlier one: the ones that most of their failures fall into. */
final class KeptKeys {

    /** So many different failures of a cluster are asked; all would cost more than the training. */
    private static final int MOST_ASKED = 25;

    private KeptKeys() {}

    /** How many failures say that a cluster is an earlier one. */
    private record Claim(int label, String key, int votes) {}

    /** @return the earlier key of each label that has one; no key twice */
    static Map<Integer, String> of(TriageModel earlier, List<Fingerprint> points, Labels labels) {
        Map<Integer, Integer> asked = new HashMap<>();
        Map<Integer, Map<String, Integer>> votes = new HashMap<>();
        for (int point = 0; point < labels.size(); point++) {
            int label = labels.cluster(point);
            if (labels.isCore(point) && asked.merge(label, 1, Integer::sum) <= MOST_ASKED) {
                Optional<String> key = earlier.clusterOf(points.get(point)).map(KnownCluster::key);
                key.ifPresent(found ->
                        votes.computeIfAbsent(label, l -> new HashMap<>()).merge(found, 1, Integer::sum));
            }
        }
        List<Claim> claims = new ArrayList<>();
        votes.forEach((label, keys) -> keys.forEach((key, count) -> claims.add(new Claim(label, key, count))));
        claims.sort(Comparator.comparingInt(Claim::votes)
                .reversed()
                .thenComparing(Claim::key)
                .thenComparing(Claim::label));
        Map<Integer, String> kept = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (Claim claim : claims) {
            if (!kept.containsKey(claim.label()) && taken.add(claim.key())) {
                kept.put(claim.label(), claim.key());
            }
        }
        return kept;
    }
}
