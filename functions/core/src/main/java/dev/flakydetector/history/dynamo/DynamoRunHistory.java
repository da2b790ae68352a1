package dev.flakydetector.history.dynamo;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.history.ClusterNote;
import dev.flakydetector.history.DetectionQuery;
import dev.flakydetector.history.DetectionSummary;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.history.TestSighting;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The history in one DynamoDB table. Every write is conditional on its key or replaces it whole, so a retried call
 * changes nothing, whether the client retries, the caller, or the Lambda it runs in. Lists of detections come from an
 * index that is some moments behind; everything else reads what was last written.
 */
public final class DynamoRunHistory implements RunHistory {

    private static final int MOST_STARTS = 100;

    private final DynamoTable table;
    private final DetectionItems detections;
    private final AttemptItems attempts;
    private final SightingItems sightings;
    private final ClusterItems clusters;
    private final ReservationItems reservations;
    private final Runnable atEnd;

    /** When the detections last used have started, which decides when their attempts expire. */
    private final Map<String, Instant> starts = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * A history whose client stays with the caller.
     *
     * @param retention how long a detection is kept, counted from its start
     * @param objects for documents that burst an item
     * @param writers gives a name that no other call ever gets
     */
    public DynamoRunHistory(DynamoTable table, Duration retention, LargeObjects objects, Supplier<String> writers) {
        this(table, retention, objects, writers, () -> {});
    }

    DynamoRunHistory(
            DynamoTable table, Duration retention, LargeObjects objects, Supplier<String> writers, Runnable atEnd) {
        ItemDocument document = new ItemDocument(objects);
        Expiry expiry = new Expiry(retention);
        this.table = table;
        this.detections = new DetectionItems(table, document, expiry, writers);
        this.attempts = new AttemptItems(table, document, expiry);
        this.sightings = new SightingItems(table, expiry);
        this.clusters = new ClusterItems(table, expiry);
        this.reservations = new ReservationItems(table, expiry);
        this.atEnd = atEnd;
    }

    @Override
    public boolean begin(Detection started) {
        return DynamoTrouble.ask("begin a detection", table, () -> detections.add(started));
    }

    @Override
    public void add(String detectionId, CompletedAttempt attempt) {
        DynamoTrouble.insist("store an attempt", table, () -> {
            attempts.add(detectionId, startOf(detectionId), attempt);
            return attempt;
        });
    }

    private Instant startOf(String detectionId) {
        synchronized (starts) {
            Instant known = starts.get(detectionId);
            if (known != null) {
                return known;
            }
        }
        Instant startedAt = detections
                .startedAt(detectionId)
                .orElseThrow(() -> new IllegalArgumentException("Detection %s has not begun".formatted(detectionId)));
        synchronized (starts) {
            starts.put(detectionId, startedAt);
            if (starts.size() > MOST_STARTS) {
                starts.remove(starts.keySet().iterator().next());
            }
        }
        return startedAt;
    }

    @Override
    public void update(Detection running) {
        DynamoTrouble.insist("store a detection", table, () -> {
            detections.put(running);
            return running;
        });
    }

    @Override
    public void conclude(Detection finished) {
        DynamoTrouble.insist("store a report", table, () -> {
            // Timelines first: a detection that is done has them all, and one cut off in between is concluded again.
            sightings.put(finished);
            detections.put(finished);
            return finished;
        });
    }

    @Override
    public Optional<Detection> amend(String detectionId, UnaryOperator<Detection> change) {
        return DynamoTrouble.ask("amend a report", table, () -> detections.amend(detectionId, change));
    }

    @Override
    public boolean update(Detection changed, Set<DetectionStatus> from) {
        return DynamoTrouble.ask("store a detection", table, () -> detections.put(changed, from));
    }

    @Override
    public boolean conclude(Detection finished, Set<DetectionStatus> from) {
        return DynamoTrouble.ask("store a report", table, () -> {
            sightings.put(finished);
            return detections.put(finished, from);
        });
    }

    @Override
    public Optional<Detection> find(String detectionId) {
        return DynamoTrouble.insist("read a detection", table, () -> detections.find(detectionId));
    }

    @Override
    public Optional<CompletedAttempt> attempt(String detectionId, int number) {
        return DynamoTrouble.insist("read an attempt", table, () -> attempts.find(detectionId, number));
    }

    @Override
    public void forEachAttempt(String detectionId, Consumer<CompletedAttempt> each) {
        DynamoTrouble.ask("read attempts", table, () -> {
            attempts.forEach(detectionId, each);
            return detectionId;
        });
    }

    @Override
    public List<DetectionSummary> recent(DetectionQuery query) {
        return DynamoTrouble.insist("list detections", table, () -> detections.newest(query));
    }

    @Override
    public List<TestSighting> timeline(String repository, TestId test, int limit) {
        return DynamoTrouble.insist("read a test's past", table, () -> sightings.timeline(repository, test, limit));
    }

    @Override
    public void note(ClusterNote note) {
        DynamoTrouble.insist("note a cluster", table, () -> clusters.add(note));
    }

    @Override
    public List<ClusterNote> clusterNotes(String repository, int limit) {
        return DynamoTrouble.insist("read notes on clusters", table, () -> clusters.newest(repository, limit));
    }

    @Override
    public String reserve(String key, String value, Instant now) {
        return DynamoTrouble.ask("reserve a key", table, () -> reservations.reserve(key, value, now));
    }

    @Override
    public void close() {
        atEnd.run();
    }
}
