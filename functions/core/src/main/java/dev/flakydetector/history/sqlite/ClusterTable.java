package dev.flakydetector.history.sqlite;

import dev.flakydetector.history.ClusterNote;
import dev.flakydetector.history.SortableInstant;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** One row a detection and cluster of failures that it met. */
final class ClusterTable {

    private static final String ADD =
            "INSERT INTO cluster_note (repository, started_at, detection_id, cluster, since, branch, failures, traits)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT (repository, started_at, detection_id, cluster) DO NOTHING";
    private static final String NEWEST =
            "SELECT repository, started_at, detection_id, cluster, since, branch, failures, traits FROM cluster_note"
                    + " WHERE repository = ? ORDER BY started_at DESC, detection_id DESC, cluster DESC LIMIT ?";

    private final SqliteConnection connection;

    ClusterTable(SqliteConnection connection) {
        this.connection = connection;
    }

    void add(ClusterNote note) {
        connection.transaction("note a cluster", () -> connection.update(ADD, row -> bind(row, note)));
    }

    private static void bind(PreparedStatement row, ClusterNote note) throws SQLException {
        row.setString(1, note.repository());
        row.setString(2, SortableInstant.write(note.startedAt()));
        row.setString(3, note.detectionId());
        row.setString(4, note.key());
        row.setString(5, SortableInstant.write(note.since()));
        row.setString(6, note.branch().orElse(null));
        row.setInt(7, note.failures());
        row.setString(8, note.traits());
    }

    List<ClusterNote> newest(String repository, int limit) {
        return connection.query(
                "read notes on clusters",
                NEWEST,
                row -> {
                    row.setString(1, repository);
                    row.setInt(2, limit);
                },
                ClusterTable::note);
    }

    private static ClusterNote note(ResultSet row) throws SQLException {
        return new ClusterNote(
                row.getString(1),
                row.getString(4),
                row.getString(3),
                SortableInstant.read(row.getString(2)),
                SortableInstant.read(row.getString(5)),
                Optional.ofNullable(row.getString(6)),
                row.getInt(7),
                row.getString(8));
    }
}
