package dev.flakydetector.history.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One connection to the file, which threads use in turns. Every statement is prepared once; every SQL error comes out as
 * {@link dev.flakydetector.history.HistoryUnavailable}.
 */
final class SqliteConnection implements AutoCloseable {

    private final Path file;
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    SqliteConnection(Path file, Duration patience) {
        this.file = file;
        this.connection = SqliteFile.open(file, patience);
    }

    /** Sets the parameters of a statement. */
    interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** Reads the row that the result set is at. */
    interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Some writes that belong together. */
    interface Work<T> {
        T run() throws SQLException;
    }

    synchronized <T> List<T> query(String tried, String sql, Binding binding, Reading<T> reading) {
        try {
            PreparedStatement select = prepare(sql);
            binding.bind(select);
            List<T> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(reading.read(row));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw SqliteTrouble.of(tried, file, e);
        }
    }

    /** Runs all of it or nothing; the lock for writing is taken at once, so that no reader has to be upgraded. */
    synchronized <T> T transaction(String tried, Work<T> work) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try {
                T done = work.run();
                statement.execute("COMMIT");
                return done;
            } catch (SQLException | RuntimeException e) {
                rollBack(statement, e);
                throw e;
            }
        } catch (SQLException e) {
            throw SqliteTrouble.of(tried, file, e);
        }
    }

    /** Only within {@link #transaction}. */
    int update(String sql, Binding binding) throws SQLException {
        PreparedStatement statement = prepare(sql);
        binding.bind(statement);
        return statement.executeUpdate();
    }

    static void rollBack(Statement statement, Exception cause) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            // After a full disk and the like SQLite has rolled back by itself.
            cause.addSuppressed(e);
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known != null) {
            return known;
        }
        PreparedStatement statement = connection.prepareStatement(sql);
        prepared.put(sql, statement);
        return statement;
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqliteTrouble.of("close the store", file, e);
        }
    }
}
