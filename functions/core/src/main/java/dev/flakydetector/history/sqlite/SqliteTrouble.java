package dev.flakydetector.history.sqlite;

import dev.flakydetector.history.HistoryUnavailable;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an error of SQLite means to a user, and what helps. */
final class SqliteTrouble {

    /** The lower byte of an extended code is the plain one. */
    private static final int PLAIN = 0xff;

    private SqliteTrouble() {}

    static HistoryUnavailable of(String tried, Path file, SQLException cause) {
        return new HistoryUnavailable(
                "Cannot %s in %s: %s. %s".formatted(tried, file, cause.getMessage(), advice(cause)), cause);
    }

    static boolean isConstraint(SQLException e) {
        return codeOf(e) == SQLiteErrorCode.SQLITE_CONSTRAINT;
    }

    static boolean isBusy(SQLException e) {
        return codeOf(e) == SQLiteErrorCode.SQLITE_BUSY;
    }

    private static String advice(SQLException e) {
        return switch (codeOf(e)) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "Another program holds the file: close it and try again, or name another folder with --db.";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN ->
                "The file and its folder must be yours to write: correct their permissions, name another folder with --db, or use --no-store.";
            case SQLITE_FULL ->
                "The disk is full: free some space, name a folder on another disk with --db, or use --no-store.";
            case SQLITE_IOERR ->
                "The disk gave an error: see whether it is full or failing, name a folder on another disk with --db, or use --no-store.";
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                "The file is damaged: move it away, and a new one is made, or name another folder with --db.";
            default -> "Name another folder with --db, or use --no-store.";
        };
    }

    private static SQLiteErrorCode codeOf(SQLException e) {
        return e instanceof SQLiteException sqlite
                ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PLAIN)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
