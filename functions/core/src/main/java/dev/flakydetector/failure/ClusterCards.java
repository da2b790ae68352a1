package dev.flakydetector.failure;

import dev.flakydetector.failure.TriageTraining.Sighting;
import dev.flakydetector.failure.cluster.Labels;
import dev.flakydetector.failure.record.FailureRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Turns labels into clusters that a person can read. */
final class ClusterCards {

    private static final Comparator<Sighting> BY_DATE = Comparator.<Sighting, Instant>comparing(
                    sighting -> sighting.failure().date().orElse(Instant.MAX))
            .thenComparingLong(sighting -> sighting.distinct().key())
            .thenComparing(sighting -> sighting.failure().id());

    private static final Comparator<Sighting> NEWEST_FIRST = Comparator.<Sighting, Instant>comparing(
                    sighting -> sighting.failure().date().orElse(Instant.MIN))
            .reversed()
            .thenComparing(sighting -> sighting.failure().id());

    private static final int LONGEST_TEST = 80;
    private static final int MOST_LONE = 100;

    private final Algorithm algorithm;
    private final Map<Integer, List<Sighting>> members = new TreeMap<>();
    private final Map<Integer, List<Sighting>> cores = new HashMap<>();
    private final List<Sighting> noise = new ArrayList<>();
    private final List<FailureCluster> inOrderOfLabels = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();

    /** @param kept the keys of clusters that an earlier training knew */
    ClusterCards(Algorithm algorithm, List<Sighting> sightings, Labels labels, Map<Integer, String> kept) {
        this.algorithm = algorithm;
        this.keys.addAll(kept.values());
        for (int i = 0; i < labels.size(); i++) {
            Sighting sighting = sightings.get(i);
            if (labels.isNoise(i)) {
                noise.add(sighting);
                continue;
            }
            members.computeIfAbsent(labels.cluster(i), label -> new ArrayList<>())
                    .add(sighting);
            if (labels.isCore(i)) {
                cores.computeIfAbsent(labels.cluster(i), label -> new ArrayList<>())
                        .add(sighting);
            }
        }
        members.forEach((label, group) -> {
            group.sort(BY_DATE);
            String key = kept.get(label);
            inOrderOfLabels.add(card(
                    key == null ? newKey(group.get(0).distinct().key()) : key,
                    group,
                    cores.getOrDefault(label, group)));
        });
    }

    private FailureCluster card(String key, List<Sighting> group, List<Sighting> core) {
        List<FailureRecord> failures = group.stream().map(Sighting::failure).toList();
        Sighting exemplar = exemplar(core);
        List<String> tests = values(failures.stream().map(FailureRecord::test).toList());
        List<Instant> dates = failures.stream()
                .map(FailureRecord::date)
                .flatMap(Optional::stream)
                .toList();
        return new FailureCluster(
                key,
                exemplar.distinct().name() + place(tests),
                "%012x".formatted(hash(exemplar.distinct().cause()) & 0xffffffffffffL),
                failures.stream().map(FailureRecord::id).toList(),
                fates(failures, true),
                fates(failures, false),
                exemplar.failure().id(),
                exemplar.distinct().excerpt(),
                dates.stream().min(Comparator.naturalOrder()),
                dates.stream().max(Comparator.naturalOrder()),
                tests,
                values(failures.stream().map(FailureRecord::context).toList()),
                values(failures.stream().map(FailureRecord::revision).toList()).size(),
                values(failures.stream().map(FailureRecord::pull).toList()).size());
    }

    private static String place(List<String> tests) {
        if (tests.isEmpty()) {
            return "";
        }
        String first = " in " + FailureName.shortened(tests.get(0), LONGEST_TEST);
        return tests.size() == 1 ? first : first + " and %d more".formatted(tests.size() - 1);
    }

    /** The first failure of the most frequent kind. */
    private static Sighting exemplar(List<Sighting> core) {
        Map<Long, Integer> times = new HashMap<>();
        core.forEach(sighting -> times.merge(sighting.distinct().key(), 1, Integer::sum));
        return core.stream()
                .min(Comparator.<Sighting>comparingInt(sighting ->
                                -times.getOrDefault(sighting.distinct().key(), 0))
                        .thenComparing(BY_DATE))
                .orElseThrow();
    }

    /** From the cluster's first failure, which later ones do not change. */
    private String newKey(long firstFailure) {
        String key = ClusterKey.of(algorithm, firstFailure);
        String unique = key;
        for (int i = 2; !keys.add(unique); i++) {
            unique = key + "-" + i;
        }
        return unique;
    }

    private static long hash(String text) {
        long hash = 7;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    private static int fates(List<FailureRecord> failures, boolean falseAlarm) {
        return (int) failures.stream()
                .filter(failure -> failure.falseAlarm().equals(Optional.of(falseAlarm)))
                .count();
    }

    private static List<String> values(List<String> all) {
        return all.stream()
                .filter(value -> !value.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /** The largest first. */
    List<FailureCluster> clusters() {
        return inOrderOfLabels.stream()
                .sorted(Comparator.comparingInt(FailureCluster::size).reversed().thenComparing(FailureCluster::key))
                .toList();
    }

    List<FailureCluster> inOrderOfLabels() {
        return List.copyOf(inOrderOfLabels);
    }

    List<String> noise() {
        return noise.stream().map(sighting -> sighting.failure().id()).toList();
    }

    /** The newest failures like no other, those without a date last. */
    List<LoneFailure> lone() {
        return noise.stream()
                .sorted(NEWEST_FIRST)
                .limit(MOST_LONE)
                .map(sighting -> new LoneFailure(
                        sighting.failure().id(),
                        sighting.failure().test(),
                        sighting.distinct().name(),
                        sighting.distinct().excerpt(),
                        sighting.failure().date()))
                .toList();
    }

    LabelSignal signal() {
        List<LabelSignal.Labelled> labelled = new ArrayList<>();
        members.forEach((label, group) -> group.forEach(sighting -> {
            FailureRecord failure = sighting.failure();
            failure.falseAlarm()
                    .ifPresent(alarm ->
                            labelled.add(new LabelSignal.Labelled(label, failure.revision(), failure.pull(), alarm)));
        }));
        return LabelSignal.of(labelled);
    }
}
