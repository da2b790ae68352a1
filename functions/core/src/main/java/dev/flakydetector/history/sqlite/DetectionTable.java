package dev.flakydetector.history.sqlite;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.history.DetectionQuery;
import dev.flakydetector.history.DetectionSummary;
import dev.flakydetector.history.SortableInstant;
import dev.flakydetector.history.StoredDetection;
import dev.flakydetector.json.StoredJson;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One row a detection: what lists show as columns, the whole as a JSON document. */
final class DetectionTable {

    private static final String INSERT = "INSERT INTO detection"
            + " (id, repository, commit_sha, started_at, status, severity, total_runs, failures, document)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO ";
    private static final String ADD = INSERT + "NOTHING";
    private static final String PUT = INSERT
            + "UPDATE SET repository = excluded.repository, commit_sha = excluded.commit_sha,"
            + " started_at = excluded.started_at, status = excluded.status, severity = excluded.severity,"
            + " total_runs = excluded.total_runs, failures = excluded.failures, document = excluded.document";
    private static final String FIND = "SELECT document FROM detection WHERE id = ?";
    private static final String STATUS = "SELECT status FROM detection WHERE id = ?";
    private static final String SUMMARIES =
            "SELECT id, repository, commit_sha, started_at, severity, total_runs, failures, status FROM detection";
    private static final String NEWEST = " ORDER BY started_at DESC, id DESC LIMIT ?";

    /** Sorts after every moment. */
    private static final String END_OF_TIME = "~";

    private final SqliteConnection connection;

    DetectionTable(SqliteConnection connection) {
        this.connection = connection;
    }

    /** Whether it was not there yet. */
    boolean add(Detection detection) throws SQLException {
        return connection.update(ADD, row -> bind(row, detection)) == 1;
    }

    void put(Detection detection) throws SQLException {
        connection.update(PUT, row -> bind(row, detection));
    }

    /** Whether one of these statuses was stored, and so has been replaced. */
    boolean put(Detection detection, Set<DetectionStatus> from) throws SQLException {
        List<String> statuses = connection.query(
                "read a detection", STATUS, row -> row.setString(1, detection.id()), row -> row.getString(1));
        boolean replaceable = statuses.stream().map(DetectionStatus::valueOf).anyMatch(from::contains);
        if (replaceable) {
            put(detection);
        }
        return replaceable;
    }

    private static void bind(PreparedStatement row, Detection detection) throws SQLException {
        DetectionSummary summary = DetectionSummary.of(detection);
        row.setString(1, summary.detectionId());
        row.setString(2, summary.repository());
        row.setString(3, summary.commit().orElse(null));
        row.setString(4, SortableInstant.write(summary.startedAt()));
        row.setString(5, summary.status().name());
        row.setString(6, summary.severity().name());
        row.setInt(7, summary.totalRuns());
        row.setInt(8, summary.failures());
        row.setString(9, StoredJson.write(detection));
    }

    Optional<Detection> find(String detectionId) {
        List<String> documents = connection.query(
                "read a detection", FIND, row -> row.setString(1, detectionId), row -> row.getString(1));
        return documents.stream().findFirst().map(document -> StoredDetection.read(detectionId, document));
    }

    List<DetectionSummary> newest(DetectionQuery query) {
        String before = query.before().map(SortableInstant::write).orElse(END_OF_TIME);
        if (query.repository().isEmpty()) {
            return connection.query(
                    "list detections",
                    SUMMARIES + " WHERE started_at < ?" + NEWEST,
                    row -> {
                        row.setString(1, before);
                        row.setInt(2, query.limit());
                    },
                    DetectionTable::summary);
        }
        return connection.query(
                "list detections",
                SUMMARIES + " WHERE repository = ? AND started_at < ?" + NEWEST,
                row -> {
                    row.setString(1, query.repository().get());
                    row.setString(2, before);
                    row.setInt(3, query.limit());
                },
                DetectionTable::summary);
    }

    private static DetectionSummary summary(ResultSet row) throws SQLException {
        return new DetectionSummary(
                row.getString(1),
                row.getString(2),
                Optional.ofNullable(row.getString(3)),
                SortableInstant.read(row.getString(4)),
                Severity.valueOf(row.getString(5)),
                row.getInt(6),
                row.getInt(7),
                DetectionStatus.valueOf(row.getString(8)));
    }
}
