package dev.flakydetector.history.sqlite;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.history.ClusterNote;
import dev.flakydetector.history.DetectionQuery;
import dev.flakydetector.history.DetectionSummary;
import dev.flakydetector.history.HistoryUnavailable;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.history.TestSighting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The history in one SQLite file in WAL mode. A write that returned survives the death of this process; several processes
 * may write at once. One connection, so calls of one instance take turns.
 */
public final class SqliteRunHistory implements RunHistory {

    private static final String FILE = "history.db";

    private final SqliteConnection connection;
    private final DetectionTable detections;
    private final AttemptTable attempts;
    private final VerdictTable verdicts;
    private final ClusterTable clusters;
    private final ReservationTable reservations;

    private SqliteRunHistory(SqliteConnection connection) {
        this.connection = connection;
        this.detections = new DetectionTable(connection);
        this.attempts = new AttemptTable(connection);
        this.verdicts = new VerdictTable(connection);
        this.clusters = new ClusterTable(connection);
        this.reservations = new ReservationTable(connection);
    }

    /**
     * Opens the store in this folder, and makes it if it is not there, for its owner alone.
     *
     * @throws HistoryUnavailable when the file cannot be written, is damaged, or is of a newer version
     */
    public static SqliteRunHistory open(Path folder) {
        return open(folder, SqliteFile.PATIENCE);
    }

    static SqliteRunHistory open(Path folder, Duration patience) {
        return new SqliteRunHistory(new SqliteConnection(folder.resolve(FILE), patience));
    }

    @Override
    public boolean begin(Detection started) {
        return connection.transaction("begin a detection", () -> detections.add(started));
    }

    @Override
    public void add(String detectionId, CompletedAttempt attempt) {
        attempts.add(detectionId, attempt);
    }

    @Override
    public void update(Detection running) {
        connection.transaction("store a detection", () -> {
            detections.put(running);
            return running;
        });
    }

    @Override
    public void conclude(Detection finished) {
        connection.transaction("store a report", () -> {
            detections.put(finished);
            verdicts.put(finished);
            return finished;
        });
    }

    @Override
    public Optional<Detection> find(String detectionId) {
        return detections.find(detectionId);
    }

    @Override
    public Optional<CompletedAttempt> attempt(String detectionId, int number) {
        return attempts.find(detectionId, number);
    }

    @Override
    public void forEachAttempt(String detectionId, Consumer<CompletedAttempt> each) {
        for (int number : attempts.numbers(detectionId)) {
            attempts.find(detectionId, number).ifPresent(each);
        }
    }

    @Override
    public List<DetectionSummary> recent(DetectionQuery query) {
        return detections.newest(query);
    }

    @Override
    public List<TestSighting> timeline(String repository, TestId test, int limit) {
        return verdicts.timeline(repository, test, limit);
    }

    @Override
    public void note(ClusterNote note) {
        clusters.add(note);
    }

    @Override
    public List<ClusterNote> clusterNotes(String repository, int limit) {
        return clusters.newest(repository, limit);
    }

    @Override
    public String reserve(String key, String value, Instant now) {
        return reservations.reserve(key, value);
    }

    @Override
    public void close() {
        connection.close();
    }
}
