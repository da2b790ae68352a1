package dev.flakydetector.history.sqlite;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Verdict;
import dev.flakydetector.history.SortableInstant;
import dev.flakydetector.history.TestSighting;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** One row a test and detection in which it failed at least once. */
final class VerdictTable {

    private static final String CLEAR = "DELETE FROM test_verdict WHERE detection_id = ?";
    private static final String ADD = "INSERT OR REPLACE INTO test_verdict (repository, test, detection_id,"
            + " started_at, commit_sha, failures, runs, lo, hi, verdict, severity)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String TIMELINE =
            "SELECT detection_id, started_at, commit_sha, failures, runs, lo, hi, verdict, severity FROM test_verdict"
                    + " WHERE repository = ? AND test = ? ORDER BY started_at DESC, detection_id DESC LIMIT ?";

    private final SqliteConnection connection;

    VerdictTable(SqliteConnection connection) {
        this.connection = connection;
    }

    /** Puts this detection's verdicts in the place of those that an earlier conclusion left. */
    void put(Detection finished) throws SQLException {
        connection.update(CLEAR, row -> row.setString(1, finished.id()));
        for (JudgedTest test : finished.tests()) {
            if (test.rate().failures() > 0) {
                connection.update(ADD, row -> bind(row, finished, test));
            }
        }
    }

    private static void bind(PreparedStatement row, Detection finished, JudgedTest test) throws SQLException {
        TestSighting sighting = TestSighting.of(finished, test);
        row.setString(1, finished.request().repository());
        row.setString(2, test.id().toString());
        row.setString(3, sighting.detectionId());
        row.setString(4, SortableInstant.write(sighting.startedAt()));
        row.setString(5, sighting.commit().orElse(null));
        row.setInt(6, sighting.rate().failures());
        row.setInt(7, sighting.rate().runs());
        row.setDouble(8, sighting.rate().interval().lo());
        row.setDouble(9, sighting.rate().interval().hi());
        row.setString(10, sighting.verdict().name());
        row.setString(11, sighting.severity().name());
    }

    List<TestSighting> timeline(String repository, TestId test, int limit) {
        return connection.query(
                "read a test's past",
                TIMELINE,
                row -> {
                    row.setString(1, repository);
                    row.setString(2, test.toString());
                    row.setInt(3, limit);
                },
                VerdictTable::sighting);
    }

    private static TestSighting sighting(ResultSet row) throws SQLException {
        return new TestSighting(
                row.getString(1),
                SortableInstant.read(row.getString(2)),
                Optional.ofNullable(row.getString(3)),
                new FlakeRate(row.getInt(4), row.getInt(5), new Interval(row.getDouble(6), row.getDouble(7))),
                Verdict.valueOf(row.getString(8)),
                Severity.valueOf(row.getString(9)));
    }
}
