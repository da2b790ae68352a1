package dev.flakydetector.history.sqlite;

import dev.flakydetector.history.HistoryUnavailable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.SQLiteConfig;

/** The file of the history: who may read it, and the settings of a connection to it. */
final class SqliteFile {

    /** Longer than any write of ours takes, so that processes that share the file wait for each other. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int MOST_SWITCHES = 100;

    private SqliteFile() {}

    static Connection open(Path file) {
        return open(file, PATIENCE);
    }

    /**
     * Opens the file, and makes it, its folder and its tables where they are not there.
     *
     * @param patience how long a statement waits for other users of the file
     */
    static Connection open(Path file, Duration patience) {
        create(file);
        try {
            SQLiteConfig config = new SQLiteConfig();
            config.setBusyTimeout((int) patience.toMillis());
            Connection connection = config.createConnection("jdbc:sqlite:" + file);
            try {
                // First of all, so that a file that is not ours stays as it is.
                SqliteSchema.check(connection, file);
                configure(connection);
                SqliteSchema.prepare(connection, file);
                return connection;
            } catch (SQLException | HistoryUnavailable e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw SqliteTrouble.of("open the store", file, e);
        }
    }

    private static void configure(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            switchToWal(statement);
            // What was written outlives the process whatever kills it; only the loss of power may take the last writes
            // back, and then whole ones. FULL would add a sync of the disk, milliseconds, to every attempt.
            statement.execute("PRAGMA synchronous = NORMAL");
            statement.execute("PRAGMA foreign_keys = ON");
        }
    }

    /**
     * Only a new file is switched, and SQLite does not wait when another process is at it or just reads; a lock for
     * writing is waited for, and once we had it the other is through.
     */
    private static void switchToWal(Statement statement) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                statement.execute("PRAGMA journal_mode = WAL");
                return;
            } catch (SQLException e) {
                if (!SqliteTrouble.isBusy(e) || attempt == MOST_SWITCHES) {
                    throw e;
                }
                statement.execute("BEGIN IMMEDIATE");
                statement.execute("COMMIT");
            }
        }
    }

    /** Outputs of tests may hold secrets: what we make is for the user alone, the log beside the file included. */
    private static void create(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        try {
            Files.createDirectories(folder, posix ? permissions("rwx------") : new FileAttribute<?>[0]);
            Files.createFile(file, posix ? permissions("rw-------") : new FileAttribute<?>[0]);
        } catch (FileAlreadyExistsException e) {
            // It is there, or a file stands where the folder should be, which SQLite finds next.
        } catch (IOException e) {
            throw new HistoryUnavailable(
                    "Cannot make the store %s: %s. Name another folder with --db, or use --no-store."
                            .formatted(file, e),
                    e);
        }
    }

    private static FileAttribute<?>[] permissions(String permissions) {
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
