package dev.flakydetector.failure;

import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.failure.Classification.KnownCluster;
import dev.flakydetector.failure.cluster.DensityClusters;
import dev.flakydetector.failure.cluster.Labels;
import dev.flakydetector.failure.cluster.TokenLookalikes;
import dev.flakydetector.failure.text.FailureWindow;
import dev.flakydetector.failure.text.Fingerprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Groups the failures of one detection that look alike. A group takes the key of the cluster of a training that it falls
 * into, else that of a cluster that earlier detections met, else a new one, made as a training makes it.
 */
public final class FailureGroups {

    private static final int MOST_KINDS = 2_000;
    private static final int MOST_TEXTS = 10_000;

    private final Map<Fingerprint, Kind> kinds = new LinkedHashMap<>();
    private final Map<Failure, Fingerprint> looked = new HashMap<>();
    private final @Nullable TriageModel model;

    /** Without a training. */
    public FailureGroups() {
        this.model = null;
    }

    public FailureGroups(TriageModel model) {
        this.model = model;
    }

    /** What was noted of a cluster that a detection met: see {@link FailureGroup#traits}. */
    public record Known(String key, String traits) {}

    /** All failures of one fingerprint. */
    private static final class Kind {

        private final Fingerprint fingerprint;
        private final String name;
        private final SortedSet<TestId> tests = new TreeSet<>(Comparator.comparing(TestId::toString));
        private int failures;

        private Kind(Fingerprint fingerprint, String name) {
            this.fingerprint = fingerprint;
            this.name = name;
        }
    }

    /**
     * Takes one failure. Those that say nothing look like no other; beyond some thousand kinds, new ones are left out.
     *
     * @param mask hides secrets in what people will read
     */
    public void add(TestId test, Failure failure, UnaryOperator<String> mask) {
        Fingerprint known = looked.get(failure);
        if (known == null) {
            FailureWindow window = FailureWindow.in(FailureLog.of(failure));
            known = Fingerprint.of(window);
            if (kinds.size() < MOST_KINDS && !known.isEmpty()) {
                kinds.computeIfAbsent(known, one -> new Kind(one, mask.apply(FailureName.of(window))));
            }
            if (looked.size() < MOST_TEXTS) {
                looked.put(failure, known);
            }
        }
        Kind kind = kinds.get(known);
        if (kind != null) {
            kind.tests.add(test);
            kind.failures++;
        }
    }

    public boolean isEmpty() {
        return kinds.isEmpty();
    }

    /**
     * The groups, the largest first.
     *
     * @param past what earlier detections met, the newest first
     */
    public List<FailureGroup> among(List<Known> past) {
        Past known = new Past(past);
        Map<String, List<Kind>> groups = new LinkedHashMap<>();
        Map<String, Set<String>> keys = new HashMap<>();
        Map<String, KnownCluster> trained = new HashMap<>();
        List<Kind> homeless = new ArrayList<>();
        for (Kind kind : kinds.values()) {
            Optional<KnownCluster> cluster = model == null ? Optional.empty() : model.clusterOf(kind.fingerprint);
            Optional<String> met = known.keyOf(kind.fingerprint);
            Optional<String> home = cluster.map(KnownCluster::key).or(() -> met);
            if (home.isEmpty()) {
                homeless.add(kind);
                continue;
            }
            groups.computeIfAbsent(home.get(), key -> new ArrayList<>()).add(kind);
            met.ifPresent(key ->
                    keys.computeIfAbsent(home.get(), k -> new TreeSet<>()).add(key));
            cluster.ifPresent(one -> trained.put(one.key(), one));
        }
        group(homeless, groups);
        return groups.entrySet().stream()
                .map(group -> group(
                        group.getKey(),
                        group.getValue(),
                        keys.getOrDefault(group.getKey(), new TreeSet<>()),
                        Optional.ofNullable(trained.get(group.getKey())).flatMap(KnownCluster::falseAlarm)))
                .sorted(Comparator.comparingInt(FailureGroup::failures)
                        .reversed()
                        .thenComparing(FailureGroup::key))
                .toList();
    }

    /** Every failure of a detection counts, so even one of its kind makes a group. */
    private static void group(List<Kind> homeless, Map<String, List<Kind>> groups) {
        int[] times = new int[homeless.size()];
        Arrays.fill(times, DensityClusters.LEAST);
        Labels labels = DensityClusters.of(
                homeless.stream().map(kind -> kind.fingerprint).toList(), times);
        Map<Integer, String> keys = new HashMap<>();
        for (int i = 0; i < homeless.size(); i++) {
            Kind kind = homeless.get(i);
            String key = keys.computeIfAbsent(
                    labels.cluster(i), label -> ClusterKey.of(Algorithm.TOKENS, kind.fingerprint.key()));
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(kind);
        }
    }

    private static FailureGroup group(String key, List<Kind> group, Set<String> keys, Optional<FalseAlarm> alarm) {
        Kind most = group.stream()
                .max(Comparator.comparingInt(kind -> kind.failures))
                .orElseThrow();
        SortedSet<TestId> tests = new TreeSet<>(Comparator.comparing(TestId::toString));
        group.forEach(kind -> tests.addAll(kind.tests));
        keys.add(key);
        return new FailureGroup(
                key,
                keys,
                most.name,
                group.stream().mapToInt(kind -> kind.failures).sum(),
                List.copyOf(tests),
                alarm,
                Traits.write(most.fingerprint));
    }

    /** The clusters of earlier detections, by what they look like. */
    private static final class Past {

        private final List<String> keys = new ArrayList<>();
        private final TokenLookalikes lookalikes;

        private Past(List<Known> past) {
            Map<Fingerprint, String> newest = new LinkedHashMap<>();
            past.forEach(one -> Traits.read(one.traits()).ifPresent(traits -> newest.putIfAbsent(traits, one.key())));
            keys.addAll(newest.values());
            lookalikes = new TokenLookalikes(
                    List.copyOf(newest.keySet()),
                    IntStream.range(0, keys.size()).toArray());
        }

        private Optional<String> keyOf(Fingerprint fingerprint) {
            return lookalikes.nearest(fingerprint).cluster().stream()
                    .mapToObj(keys::get)
                    .findFirst();
        }
    }
}
