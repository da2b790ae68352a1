package dev.flakydetector.history;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.json.StoredJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A history that ends with the process, for {@code --no-store}. Attempts are kept packed, as a store would keep them. */
public final class InMemoryRunHistory implements RunHistory {

    private static final Comparator<Detection> NEWEST_FIRST =
            Comparator.comparing(Detection::startedAt).reversed().thenComparing(Detection::id);

    private final Map<String, Detection> detections = new HashMap<>();
    private final Map<String, TreeMap<Integer, byte[]>> attempts = new HashMap<>();

    @Override
    public synchronized boolean begin(Detection started) {
        return detections.putIfAbsent(started.id(), started) == null;
    }

    @Override
    public synchronized void add(String detectionId, CompletedAttempt attempt) {
        attempts.computeIfAbsent(detectionId, id -> new TreeMap<>())
                .computeIfAbsent(attempt.attempt().number(), number -> Packed.pack(StoredJson.write(attempt)));
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
    public synchronized Optional<CompletedAttempt> attempt(String detectionId, int number) {
        return Optional.ofNullable(
                        attempts.getOrDefault(detectionId, new TreeMap<>()).get(number))
                .map(packed -> StoredJson.attempt(Packed.unpack(packed)));
    }

    @Override
    public synchronized void forEachAttempt(String detectionId, Consumer<CompletedAttempt> each) {
        attempts.getOrDefault(detectionId, new TreeMap<>())
                .values()
                .forEach(packed -> each.accept(StoredJson.attempt(Packed.unpack(packed))));
    }

    @Override
    public synchronized List<DetectionSummary> recent(DetectionQuery query) {
        return detections.values().stream()
                .filter(d ->
                        query.repository().map(d.request().repository()::equals).orElse(true))
                .filter(d -> query.before()
                        .map(before -> d.startedAt().isBefore(before))
                        .orElse(true))
                .sorted(NEWEST_FIRST)
                .limit(query.limit())
                .map(InMemoryRunHistory::summary)
                .toList();
    }

    private static DetectionSummary summary(Detection detection) {
        return new DetectionSummary(
                detection.id(),
                detection.request().repository(),
                detection.revision().flatMap(r -> r.commit()),
                detection.startedAt(),
                detection.severity(),
                detection.attemptsRun(),
                detection.command().failures(),
                detection.status());
    }

    @Override
    public synchronized List<TestSighting> timeline(String repository, TestId test, int limit) {
        List<TestSighting> sightings = new ArrayList<>();
        detections.values().stream()
                .filter(d -> d.request().repository().equals(repository))
                .sorted(NEWEST_FIRST)
                .forEach(d -> d.tests().stream()
                        .filter(judged ->
                                judged.id().equals(test) && judged.rate().failures() > 0)
                        .forEach(judged -> sightings.add(sighting(d, judged))));
        return sightings.stream().limit(limit).toList();
    }

    private static TestSighting sighting(Detection detection, JudgedTest judged) {
        Instant startedAt = detection.startedAt();
        return new TestSighting(
                detection.id(),
                startedAt,
                detection.revision().flatMap(r -> r.commit()),
                judged.rate(),
                judged.verdict(),
                judged.severity());
    }

    @Override
    public void close() {
        // Nothing outlives the process.
    }
}
