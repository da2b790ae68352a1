package dev.flakydetector.failure;

import dev.flakydetector.failure.cluster.CompressionClusters;
import dev.flakydetector.failure.cluster.DensityClusters;
import dev.flakydetector.failure.cluster.Labels;
import dev.flakydetector.failure.cluster.Lookalikes;
import dev.flakydetector.failure.cluster.TokenLookalikes;
import dev.flakydetector.failure.record.FailureRecord;
import dev.flakydetector.failure.record.ReadingSummary;
import dev.flakydetector.failure.text.FailureWindow;
import dev.flakydetector.failure.text.Fingerprint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Takes failures one at a time, keeps of each what it needs, and groups them at the end. */
public final class TriageTraining implements Consumer<FailureRecord> {

    /** Comparing all pairs of whole logs takes an hour from about here on. */
    public static final int MOST_FOR_NCD = 3_000;

    private static final int MOST_WAITING = 512;
    private static final int MOST_WAITING_LENGTH = 8 << 20;

    private final Algorithm algorithm;
    private final UnaryOperator<String> mask;
    private final CompressionClusters compression = new CompressionClusters();
    private final Map<Fingerprint, Integer> numbers = new HashMap<>();
    private final List<Distinct> distinct = new ArrayList<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private final List<FailureRecord> waiting = new ArrayList<>();
    private int waitingLength;
    private @Nullable TriageModel earlier;

    /** @param mask hides secrets in what people will read */
    public TriageTraining(Algorithm algorithm, UnaryOperator<String> mask) {
        this.algorithm = algorithm;
        this.mask = mask;
    }

    /** Lets clusters that an earlier training knew keep their keys, even when their first failures are gone by now. */
    public TriageTraining keepingKeysOf(TriageModel model) {
        earlier = model;
        return this;
    }

    /** What a training made: the findings, and the model that places new failures. */
    public record Trained(TriageResult result, TriageModel model) {}

    /** What all failures of one fingerprint have in common. */
    record Distinct(Fingerprint fingerprint, String name, String cause, String excerpt) {

        long key() {
            return fingerprint.key();
        }
    }

    /** A failure with what its log says. */
    private record Looked(FailureRecord failure, FailureWindow window, Fingerprint fingerprint) {

        static Looked at(FailureRecord failure) {
            FailureWindow window = FailureWindow.in(failure.log());
            return new Looked(failure, window, Fingerprint.of(window));
        }
    }

    /** A failure without its log. */
    record Sighting(FailureRecord failure, Distinct distinct) {}

    /** The labels of the sightings, and what places new failures. */
    private record Grouped(Labels labels, Lookalikes lookalikes, Map<Integer, String> keptKeys) {}

    @Override
    public void accept(FailureRecord failure) {
        waiting.add(failure);
        waitingLength += failure.log().length();
        if (waiting.size() >= MOST_WAITING || waitingLength >= MOST_WAITING_LENGTH) {
            lookAtWaiting();
        }
    }

    /** Logs are read on all processors; what they say is taken in their order. */
    private void lookAtWaiting() {
        waiting.parallelStream().map(Looked::at).toList().forEach(this::take);
        waiting.clear();
        waitingLength = 0;
    }

    private void take(Looked looked) {
        FailureRecord failure = looked.failure();
        if (algorithm == Algorithm.NCD && sightings.size() < MOST_FOR_NCD) {
            compression.add(failure.log());
        }
        Fingerprint fingerprint = looked.fingerprint();
        FailureWindow window = looked.window();
        int number = numbers.computeIfAbsent(fingerprint, f -> distinct.size());
        if (number == distinct.size()) {
            distinct.add(new Distinct(
                    fingerprint,
                    mask.apply(FailureName.of(window)),
                    FailureName.cause(window),
                    mask.apply(FailureName.excerpt(window))));
        }
        sightings.add(new Sighting(withoutLog(failure, window.test()), distinct.get(number)));
    }

    private static FailureRecord withoutLog(FailureRecord failure, String testInLog) {
        return new FailureRecord(
                failure.id(),
                failure.test().isEmpty() ? testInLog : failure.test(),
                failure.context().intern(),
                failure.revision().intern(),
                failure.pull().intern(),
                failure.date(),
                failure.falseAlarm(),
                "");
    }

    public int failures() {
        return sightings.size() + waiting.size();
    }

    public Trained finish(ReadingSummary reading) {
        lookAtWaiting();
        Grouped grouped = switch (algorithm) {
            case TOKENS -> byTokens();
            case NCD -> byCompression();
        };
        ClusterCards cards = new ClusterCards(algorithm, sightings, grouped.labels(), grouped.keptKeys());
        TriageResult result =
                new TriageResult(algorithm, cards.clusters(), cards.noise(), cards.lone(), cards.signal(), reading);
        return new Trained(
                result,
                new TriageModel(
                        algorithm, cards.inOrderOfLabels(), result.signal().present(), grouped.lookalikes()));
    }

    /** In the order of the fingerprints' keys, so that the order of the files decides nothing. */
    private Grouped byTokens() {
        List<Distinct> ordered = distinct.stream()
                .sorted(Comparator.comparingLong(Distinct::key))
                .toList();
        int[] position = new int[ordered.size()];
        for (int i = 0; i < position.length; i++) {
            position[number(ordered.get(i))] = i;
        }
        int[] places = sightings.stream()
                .mapToInt(sighting -> position[number(sighting.distinct())])
                .toArray();
        int[] times = new int[position.length];
        IntStream.of(places).forEach(place -> times[place]++);
        Labels labels =
                DensityClusters.of(ordered.stream().map(Distinct::fingerprint).toList(), times);
        int[] cores = IntStream.range(0, times.length).filter(labels::isCore).toArray();
        Lookalikes lookalikes = new TokenLookalikes(
                IntStream.of(cores).mapToObj(i -> ordered.get(i).fingerprint()).toList(),
                IntStream.of(cores).map(labels::cluster).toArray());
        List<Fingerprint> points = ordered.stream().map(Distinct::fingerprint).toList();
        return new Grouped(
                labels.at(places), lookalikes, earlier == null ? Map.of() : KeptKeys.of(earlier, points, labels));
    }

    private int number(Distinct one) {
        return numbers.getOrDefault(one.fingerprint(), 0);
    }

    private Grouped byCompression() {
        CompressionClusters.Result result = compression.group();
        return new Grouped(result.labels(), result.lookalikes(), Map.of());
    }
}
