package dev.flakydetector.history.sqlite;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Verdict;
import dev.flakydetector.history.DetectionQuery;
import dev.flakydetector.history.DetectionSummary;
import dev.flakydetector.history.HistoryUnavailable;
import dev.flakydetector.history.Packed;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.history.TestSighting;
import dev.flakydetector.json.StoredJson;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The history in one SQLite file in WAL mode. A write that returned survives the death of this process; several processes
 * may write at once. One connection, so calls of one instance take turns.
 */
public final class SqliteRunHistory implements RunHistory {

    private final Path file;
    private final Connection connection;

    private SqliteRunHistory(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Opens the store in this folder, and makes it if it is not there.
     *
     * @throws HistoryUnavailable when the file cannot be written, is damaged, or is of a newer version
     */
    public static SqliteRunHistory open(Path folder) {
        Path file = folder.resolve("history.db");
        return new SqliteRunHistory(file, SqliteFile.open(file));
    }

    @Override
    public synchronized boolean begin(Detection started) {
        return ask("begin a detection", connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT OR IGNORE INTO detection (id, repository, commit_sha, started_at, status, severity, total_runs, failures, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                bind(insert, started);
                return insert.executeUpdate() == 1;
            }
        });
    }

    private static void bind(PreparedStatement insert, Detection detection) throws SQLException {
        insert.setString(1, detection.id());
        insert.setString(2, detection.request().repository());
        insert.setString(3, detection.revision().flatMap(r -> r.commit()).orElse(null));
        insert.setString(4, detection.startedAt().toString());
        insert.setString(5, detection.status().name());
        insert.setString(6, detection.severity().name());
        insert.setInt(7, detection.attemptsRun());
        insert.setInt(8, detection.command().failures());
        insert.setString(9, StoredJson.write(detection));
    }

    @Override
    public synchronized void add(String detectionId, CompletedAttempt attempt) {
        ask("store an attempt", connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT OR IGNORE INTO attempt (detection_id, number, seed, variation, exit_code, duration_ms, counted, passed, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, detectionId);
                insert.setInt(2, attempt.attempt().number());
                insert.setInt(3, attempt.attempt().seed().value());
                insert.setString(4, attempt.attempt().variationText());
                insert.setObject(
                        5, attempt.exitCode().isPresent() ? attempt.exitCode().getAsInt() : null);
                insert.setLong(6, attempt.duration().toMillis());
                insert.setBoolean(7, attempt.result().isReported());
                insert.setBoolean(8, attempt.passed());
                insert.setBytes(9, Packed.pack(StoredJson.write(attempt)));
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public synchronized void conclude(Detection finished) {
        ask("store a report", connection -> {
            connection.setAutoCommit(false);
            try {
                try (PreparedStatement replace = connection.prepareStatement(
                        "INSERT OR REPLACE INTO detection (id, repository, commit_sha, started_at, status, severity, total_runs, failures, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                    bind(replace, finished);
                    replace.executeUpdate();
                }
                addSightings(connection, finished);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
            return finished.id();
        });
    }

    private static void addSightings(Connection connection, Detection finished) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT OR REPLACE INTO test_verdict (repository, test, detection_id, started_at, commit_sha, failures, runs, lo, hi, verdict, severity) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (JudgedTest test : finished.tests()) {
                if (test.rate().failures() > 0) {
                    insert.setString(1, finished.request().repository());
                    insert.setString(2, test.id().toString());
                    insert.setString(3, finished.id());
                    insert.setString(4, finished.startedAt().toString());
                    insert.setString(
                            5, finished.revision().flatMap(r -> r.commit()).orElse(null));
                    insert.setInt(6, test.rate().failures());
                    insert.setInt(7, test.rate().runs());
                    insert.setDouble(8, test.rate().interval().lo());
                    insert.setDouble(9, test.rate().interval().hi());
                    insert.setString(10, test.verdict().name());
                    insert.setString(11, test.severity().name());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    @Override
    public synchronized Optional<Detection> find(String detectionId) {
        List<Detection> found = query(
                "SELECT document FROM detection WHERE id = ?",
                statement -> statement.setString(1, detectionId),
                row -> StoredJson.detection(row.getString(1)));
        return found.stream().findFirst();
    }

    @Override
    public synchronized Optional<CompletedAttempt> attempt(String detectionId, int number) {
        List<CompletedAttempt> found = query(
                "SELECT document FROM attempt WHERE detection_id = ? AND number = ?",
                statement -> {
                    statement.setString(1, detectionId);
                    statement.setInt(2, number);
                },
                row -> StoredJson.attempt(Packed.unpack(row.getBytes(1))));
        return found.stream().findFirst();
    }

    @Override
    public synchronized void forEachAttempt(String detectionId, Consumer<CompletedAttempt> each) {
        List<Integer> numbers = query(
                "SELECT number FROM attempt WHERE detection_id = ? ORDER BY number",
                statement -> statement.setString(1, detectionId),
                row -> row.getInt(1));
        numbers.forEach(number -> attempt(detectionId, number).ifPresent(each));
    }

    @Override
    public synchronized List<DetectionSummary> recent(DetectionQuery wanted) {
        return query(
                "SELECT id, repository, commit_sha, started_at, severity, total_runs, failures, status FROM detection"
                        + " WHERE (?1 IS NULL OR repository = ?1) AND (?2 IS NULL OR started_at < ?2)"
                        + " ORDER BY started_at DESC, id LIMIT ?3",
                statement -> {
                    statement.setString(1, wanted.repository().orElse(null));
                    statement.setString(
                            2, wanted.before().map(Instant::toString).orElse(null));
                    statement.setInt(3, wanted.limit());
                },
                row -> new DetectionSummary(
                        row.getString(1),
                        row.getString(2),
                        Optional.ofNullable(row.getString(3)),
                        Instant.parse(row.getString(4)),
                        Severity.valueOf(row.getString(5)),
                        row.getInt(6),
                        row.getInt(7),
                        DetectionStatus.valueOf(row.getString(8))));
    }

    @Override
    public synchronized List<TestSighting> timeline(String repository, TestId test, int limit) {
        return query(
                "SELECT detection_id, started_at, commit_sha, failures, runs, lo, hi, verdict, severity FROM test_verdict"
                        + " WHERE repository = ? AND test = ? ORDER BY started_at DESC, detection_id LIMIT ?",
                statement -> {
                    statement.setString(1, repository);
                    statement.setString(2, test.toString());
                    statement.setInt(3, limit);
                },
                row -> new TestSighting(
                        row.getString(1),
                        Instant.parse(row.getString(2)),
                        Optional.ofNullable(row.getString(3)),
                        new FlakeRate(row.getInt(4), row.getInt(5), new Interval(row.getDouble(6), row.getDouble(7))),
                        Verdict.valueOf(row.getString(8)),
                        Severity.valueOf(row.getString(9))));
    }

    @Override
    public synchronized void close() {
        ask("close the store", connection -> {
            connection.close();
            return file;
        });
    }

    private <T> List<T> query(String sql, Binding binding, Reading<T> reading) {
        return ask("read the store", connection -> {
            List<T> rows = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                binding.bind(select);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        rows.add(reading.read(row));
                    }
                }
            }
            return rows;
        });
    }

    private <T> T ask(String what, Work<T> work) {
        try {
            return work.on(connection);
        } catch (SQLException e) {
            throw SqliteFile.unavailable(what, file, e);
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }
}
