package dev.flakydetector.history.sqlite;

import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.history.AttemptPacking;
import dev.flakydetector.history.AttemptPacking.PackedAttempt;
import dev.flakydetector.history.AttemptPacking.PackedRoster;
import dev.flakydetector.history.Packed;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;

/**
 * One row an attempt, and one a roster that attempts share. The output stands in columns of its own, where any tool can
 * read it; the document holds the rest.
 */
final class AttemptTable {

    private static final String ADD = "INSERT INTO attempt (detection_id, number, seed, variation, exit_code,"
            + " duration_ms, counted, passed, outcomes, document, stdout, stderr)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (detection_id, number) DO NOTHING";
    private static final String FIND =
            "SELECT document, stdout, stderr FROM attempt WHERE detection_id = ? AND number = ?";
    private static final String NUMBERS = "SELECT number FROM attempt WHERE detection_id = ? ORDER BY number";
    private static final String ADD_ROSTER = "INSERT INTO roster (detection_id, digest, document) VALUES (?, ?, ?)"
            + " ON CONFLICT (detection_id, digest) DO NOTHING";
    private static final String FIND_ROSTER = "SELECT document FROM roster WHERE detection_id = ? AND digest = ?";

    private final SqliteConnection connection;
    private final AttemptPacking packing = new AttemptPacking(this::roster);

    AttemptTable(SqliteConnection connection) {
        this.connection = connection;
    }

    void add(String detectionId, CompletedAttempt attempt) {
        // Packing is the larger half of the work, so it is done before the file is locked.
        PackedAttempt packed = packing.pack(detectionId, withOutput(attempt, "", ""));
        connection.transaction("store attempt %d".formatted(attempt.attempt().number()), () -> {
            try {
                if (packed.newRoster().isPresent()) {
                    add(detectionId, packed.newRoster().get());
                }
                return connection.update(ADD, row -> bind(row, detectionId, attempt, packed.document()));
            } catch (SQLException e) {
                if (SqliteTrouble.isConstraint(e)) {
                    throw new IllegalArgumentException("Detection %s has not begun".formatted(detectionId), e);
                }
                throw e;
            }
        });
        packed.newRoster().ifPresent(roster -> packing.stored(detectionId, roster));
    }

    private void add(String detectionId, PackedRoster roster) throws SQLException {
        connection.update(ADD_ROSTER, row -> {
            row.setString(1, detectionId);
            row.setString(2, roster.digest());
            row.setBytes(3, roster.document().bytes());
        });
    }

    private static void bind(PreparedStatement row, String detectionId, CompletedAttempt attempt, Packed document)
            throws SQLException {
        row.setString(1, detectionId);
        row.setInt(2, attempt.attempt().number());
        row.setInt(3, attempt.attempt().seed().value());
        row.setString(4, attempt.attempt().variationText());
        if (attempt.exitCode().isPresent()) {
            row.setInt(5, attempt.exitCode().getAsInt());
        } else {
            row.setNull(5, Types.INTEGER);
        }
        row.setLong(6, attempt.duration().toMillis());
        row.setBoolean(7, attempt.result().isReported());
        row.setBoolean(8, attempt.passed());
        row.setInt(9, attempt.result().outcomes().size());
        row.setBytes(10, document.bytes());
        row.setString(11, attempt.output().stdout());
        row.setString(12, attempt.output().stderr());
    }

    Optional<CompletedAttempt> find(String detectionId, int number) {
        List<Row> found = connection.query(
                "read attempt %d".formatted(number),
                FIND,
                row -> {
                    row.setString(1, detectionId);
                    row.setInt(2, number);
                },
                row -> new Row(Packed.ofBytes(row.getBytes(1)), row.getString(2), row.getString(3)));
        return found.stream()
                .findFirst()
                .map(row -> withOutput(packing.unpack(detectionId, row.document), row.stdout, row.stderr));
    }

    List<Integer> numbers(String detectionId) {
        return connection.query("list attempts", NUMBERS, row -> row.setString(1, detectionId), row -> row.getInt(1));
    }

    private Optional<Packed> roster(String detectionId, String digest) {
        List<Packed> found = connection.query(
                "read a list of tests",
                FIND_ROSTER,
                row -> {
                    row.setString(1, detectionId);
                    row.setString(2, digest);
                },
                row -> Packed.ofBytes(row.getBytes(1)));
        return found.stream().findFirst();
    }

    private static CompletedAttempt withOutput(CompletedAttempt attempt, String stdout, String stderr) {
        return new CompletedAttempt(
                attempt.attempt(),
                attempt.result(),
                attempt.exitCode(),
                new CapturedOutput(stdout, stderr, attempt.output().truncated()),
                attempt.duration(),
                attempt.environment(),
                attempt.remarks());
    }

    private record Row(Packed document, String stdout, String stderr) {}
}
