package dev.flakydetector.history;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.history.AttemptPacking.PackedAttempt;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A history that ends with the process, for {@code --no-store}. Attempts are kept packed, as a store would keep them. */
public final class InMemoryRunHistory implements RunHistory {

    private static final Comparator<Detection> NEWEST_FIRST = Comparator.comparing(Detection::startedAt)
            .thenComparing(Detection::id)
            .reversed();

    private final Map<String, Detection> detections = new HashMap<>();
    private final Map<String, NavigableMap<Integer, Packed>> attempts = new HashMap<>();
    private final Map<String, Map<String, Packed>> rosters = new HashMap<>();
    private final Map<String, String> reservations = new HashMap<>();
    private final Map<String, ClusterNote> notes = new HashMap<>();
    private final AttemptPacking packing = new AttemptPacking(this::roster);

    @Override
    public synchronized boolean begin(Detection started) {
        return detections.putIfAbsent(started.id(), started) == null;
    }

    @Override
    public void add(String detectionId, CompletedAttempt attempt) {
        PackedAttempt packed = packing.pack(detectionId, attempt);
        put(detectionId, attempt.attempt().number(), packed);
        packed.newRoster().ifPresent(roster -> packing.stored(detectionId, roster));
    }

    private synchronized void put(String detectionId, int number, PackedAttempt packed) {
        if (!detections.containsKey(detectionId)) {
            throw new IllegalArgumentException("Detection %s has not begun".formatted(detectionId));
        }
        packed.newRoster()
                .ifPresent(roster -> rosters.computeIfAbsent(detectionId, id -> new HashMap<>())
                        .put(roster.digest(), roster.document()));
        attempts.computeIfAbsent(detectionId, id -> new TreeMap<>()).putIfAbsent(number, packed.document());
    }

    private synchronized Optional<Packed> roster(String detectionId, String digest) {
        return Optional.ofNullable(rosters.getOrDefault(detectionId, Map.of()).get(digest));
    }

    @Override
    public synchronized void update(Detection running) {
        detections.put(running.id(), running);
    }

    @Override
    public synchronized void conclude(Detection finished) {
        detections.put(finished.id(), finished);
    }

    @Override
    public synchronized Optional<Detection> find(String detectionId) {
        return Optional.ofNullable(detections.get(detectionId));
    }

    @Override
    public Optional<CompletedAttempt> attempt(String detectionId, int number) {
        return packed(detectionId, number).map(packed -> packing.unpack(detectionId, packed));
    }

    private synchronized Optional<Packed> packed(String detectionId, int number) {
        return Optional.ofNullable(
                attempts.getOrDefault(detectionId, new TreeMap<>()).get(number));
    }

    @Override
    public void forEachAttempt(String detectionId, Consumer<CompletedAttempt> each) {
        for (int number : numbers(detectionId)) {
            attempt(detectionId, number).ifPresent(each);
        }
    }

    private synchronized List<Integer> numbers(String detectionId) {
        return List.copyOf(attempts.getOrDefault(detectionId, new TreeMap<>()).keySet());
    }

    @Override
    public synchronized List<DetectionSummary> recent(DetectionQuery query) {
        return newestFirst()
                .filter(detection -> query.repository()
                        .map(detection.request().repository()::equals)
                        .orElse(true))
                .filter(detection ->
                        query.before().map(detection.startedAt()::isBefore).orElse(true))
                .limit(query.limit())
                .map(DetectionSummary::of)
                .toList();
    }

    @Override
    public synchronized List<TestSighting> timeline(String repository, TestId test, int limit) {
        return newestFirst()
                .filter(detection -> detection.request().repository().equals(repository))
                .flatMap(detection -> detection.tests().stream()
                        .filter(judged -> judged.id().equals(test))
                        .filter(judged -> judged.rate().failures() > 0)
                        .map(judged -> TestSighting.of(detection, judged)))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void note(ClusterNote note) {
        notes.putIfAbsent(note.detectionId() + " " + note.key(), note);
    }

    @Override
    public synchronized List<ClusterNote> clusterNotes(String repository, int limit) {
        return notes.values().stream()
                .filter(note -> note.repository().equals(repository))
                .sorted(Comparator.comparing(ClusterNote::startedAt)
                        .thenComparing(ClusterNote::detectionId)
                        .thenComparing(ClusterNote::key)
                        .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized String reserve(String key, String value, Instant now) {
        String earlier = reservations.putIfAbsent(key, value);
        return earlier == null ? value : earlier;
    }

    private Stream<Detection> newestFirst() {
        return detections.values().stream().sorted(NEWEST_FIRST);
    }

    @Override
    public void close() {
        // Nothing outlives the process.
    }
}
