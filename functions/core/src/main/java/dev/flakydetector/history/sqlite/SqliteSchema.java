package dev.flakydetector.history.sqlite;

import dev.flakydetector.history.HistoryUnavailable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, and how a file of an older version gets them. */
final class SqliteSchema {

    /** In the file's header, so that no other program's database is taken for ours: "flky". */
    private static final int APPLICATION_ID = 0x666c6b79;

    private static final List<String> FIRST = List.of(
            """
            CREATE TABLE detection (
              id TEXT PRIMARY KEY,
              repository TEXT NOT NULL,
              commit_sha TEXT,
              started_at TEXT NOT NULL,
              status TEXT NOT NULL,
              severity TEXT NOT NULL,
              total_runs INTEGER NOT NULL,
              failures INTEGER NOT NULL,
              document TEXT NOT NULL)""",
            "CREATE INDEX detection_by_time ON detection (started_at, id)",
            "CREATE INDEX detection_by_repository ON detection (repository, started_at, id)",
            // The tests that the attempts of a detection count through; the document is JSON, compressed by gzip.
            """
            CREATE TABLE roster (
              detection_id TEXT NOT NULL REFERENCES detection (id) ON DELETE CASCADE,
              digest TEXT NOT NULL,
              document BLOB NOT NULL,
              PRIMARY KEY (detection_id, digest))""",
            // The document is JSON, compressed by gzip, and holds all but the output.
            """
            CREATE TABLE attempt (
              detection_id TEXT NOT NULL REFERENCES detection (id) ON DELETE CASCADE,
              number INTEGER NOT NULL,
              seed INTEGER NOT NULL,
              variation TEXT NOT NULL,
              exit_code INTEGER,
              duration_ms INTEGER NOT NULL,
              counted INTEGER NOT NULL,
              passed INTEGER NOT NULL,
              outcomes INTEGER NOT NULL,
              document BLOB NOT NULL,
              stdout TEXT NOT NULL,
              stderr TEXT NOT NULL,
              PRIMARY KEY (detection_id, number))""",
            // One row a detection and test that failed in it.
            """
            CREATE TABLE test_verdict (
              repository TEXT NOT NULL,
              test TEXT NOT NULL,
              started_at TEXT NOT NULL,
              detection_id TEXT NOT NULL REFERENCES detection (id) ON DELETE CASCADE,
              commit_sha TEXT,
              failures INTEGER NOT NULL,
              runs INTEGER NOT NULL,
              lo REAL NOT NULL,
              hi REAL NOT NULL,
              verdict TEXT NOT NULL,
              severity TEXT NOT NULL,
              PRIMARY KEY (repository, test, started_at, detection_id)) WITHOUT ROWID""",
            "CREATE INDEX test_verdict_by_detection ON test_verdict (detection_id)",
            "PRAGMA application_id = " + APPLICATION_ID);

    private static final List<String> RESERVATIONS =
            List.of("CREATE TABLE reservation (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");

    private static final List<String> CLUSTERS = List.of(
            // One row a detection and cluster of failures that it met.
            """
            CREATE TABLE cluster_note (
              repository TEXT NOT NULL,
              started_at TEXT NOT NULL,
              detection_id TEXT NOT NULL REFERENCES detection (id) ON DELETE CASCADE,
              cluster TEXT NOT NULL,
              since TEXT NOT NULL,
              branch TEXT,
              failures INTEGER NOT NULL,
              traits TEXT NOT NULL,
              PRIMARY KEY (repository, started_at, detection_id, cluster)) WITHOUT ROWID""", "CREATE INDEX cluster_note_by_detection ON cluster_note (detection_id)");

    /** Step i brings a file from version i to version i + 1; steps are only ever added. */
    private static final List<List<String>> STEPS = List.of(FIRST, RESERVATIONS, CLUSTERS);

    private SqliteSchema() {}

    /** @throws HistoryUnavailable when it is another program's file or a newer version's */
    static void check(Connection connection, Path file) throws SQLException {
        version(connection, file);
    }

    /** Sees to it that the file has the tables of this version. */
    static void prepare(Connection connection, Path file) throws SQLException {
        if (version(connection, file) == STEPS.size()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            // Two processes may find an old file at once; the second waits here and then finds it done.
            statement.execute("BEGIN IMMEDIATE");
            try {
                for (List<String> step : STEPS.subList(version(connection, file), STEPS.size())) {
                    for (String sql : step) {
                        statement.execute(sql);
                    }
                }
                statement.execute("PRAGMA user_version = " + STEPS.size());
                statement.execute("COMMIT");
            } catch (SQLException | HistoryUnavailable e) {
                SqliteConnection.rollBack(statement, e);
                throw e;
            }
        }
    }

    private static int version(Connection connection, Path file) throws SQLException {
        // Another process may make the tables between two of these; in this order no answer contradicts the one before.
        boolean empty = number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (!empty && number(connection, "PRAGMA application_id") != APPLICATION_ID) {
            throw new HistoryUnavailable(
                    "%s is a database of another program, or of a version before the first release: move it away, or name another folder with --db"
                            .formatted(file));
        }
        int version = number(connection, "PRAGMA user_version");
        if (version > STEPS.size()) {
            throw new HistoryUnavailable(
                    "%s was written by a newer flaky-detector (version %d, this one knows %d): use that, or another folder with --db"
                            .formatted(file, version, STEPS.size()));
        }
        return version;
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getInt(1);
        }
    }
}
