package dev.flakydetector.history.sqlite;

import dev.flakydetector.history.HistoryUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** The file of the history: its settings, its tables, and what its troubles mean. */
final class SqliteFile {

    private static final int BUSY_MILLIS = 30_000;

    /** Step i brings a file from version i to version i + 1; steps are only ever added. */
    private static final List<List<String>> MIGRATIONS =
            List.of(List.of("""
            CREATE TABLE detection (
              id TEXT PRIMARY KEY,
              repository TEXT NOT NULL,
              commit_sha TEXT,
              started_at TEXT NOT NULL,
              status TEXT NOT NULL,
              severity TEXT NOT NULL,
              total_runs INTEGER NOT NULL,
              failures INTEGER NOT NULL,
              document TEXT NOT NULL)""", "CREATE INDEX detection_by_time ON detection (repository, started_at)", """
            CREATE TABLE attempt (
              detection_id TEXT NOT NULL,
              number INTEGER NOT NULL,
              seed INTEGER NOT NULL,
              variation TEXT NOT NULL,
              exit_code INTEGER,
              duration_ms INTEGER NOT NULL,
              counted INTEGER NOT NULL,
              passed INTEGER NOT NULL,
              document BLOB NOT NULL,
              PRIMARY KEY (detection_id, number)) WITHOUT ROWID""", """
            CREATE TABLE test_verdict (
              repository TEXT NOT NULL,
              test TEXT NOT NULL,
              started_at TEXT NOT NULL,
              detection_id TEXT NOT NULL,
              commit_sha TEXT,
              failures INTEGER NOT NULL,
              runs INTEGER NOT NULL,
              lo REAL NOT NULL,
              hi REAL NOT NULL,
              verdict TEXT NOT NULL,
              severity TEXT NOT NULL,
              PRIMARY KEY (repository, test, started_at, detection_id)) WITHOUT ROWID"""));

    private SqliteFile() {}

    static Connection open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            SQLiteConfig config = new SQLiteConfig();
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            // Safe against the death of a process; only the loss of power may take the last writes back, never half of
            // one.
            config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
            config.setBusyTimeout(BUSY_MILLIS);
            Connection connection = config.createConnection("jdbc:sqlite:" + file);
            migrate(connection, file);
            return connection;
        } catch (SQLException e) {
            throw unavailable("open the store", file, e);
        } catch (IOException e) {
            throw new HistoryUnavailable(
                    "Cannot make the folder of the store %s: %s. Name another with --db, or use --no-store."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static void migrate(Connection connection, Path file) throws SQLException {
        if (version(connection) == MIGRATIONS.size()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            // Two processes may find an old file at once; the second waits here and then finds it done.
            statement.execute("BEGIN IMMEDIATE");
            int version = version(connection);
            if (version > MIGRATIONS.size()) {
                statement.execute("ROLLBACK");
                throw new HistoryUnavailable(
                        "%s was written by a newer flaky-detector (version %d, this one knows %d): use that, or another folder with --db"
                                .formatted(file, version, MIGRATIONS.size()));
            }
            for (List<String> step : MIGRATIONS.subList(version, MIGRATIONS.size())) {
                for (String sql : step) {
                    statement.execute(sql);
                }
            }
            statement.execute("PRAGMA user_version = " + MIGRATIONS.size());
            statement.execute("COMMIT");
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    static HistoryUnavailable unavailable(String what, Path file, SQLException cause) {
        return new HistoryUnavailable(
                "Cannot %s in %s: %s. Check that the disk has room and the file may be written, name another folder with --db, or use --no-store."
                        .formatted(what, file, cause.getMessage()),
                cause);
    }
}
