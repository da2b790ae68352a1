package dev.flakydetector.history.sqlite;

/** Keys that were reserved, each with the value of the first call. */
final class ReservationTable {

    private static final String ADD = "INSERT INTO reservation (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING";
    private static final String FIND = "SELECT value FROM reservation WHERE key = ?";

    private final SqliteConnection connection;

    ReservationTable(SqliteConnection connection) {
        this.connection = connection;
    }

    String reserve(String key, String value) {
        connection.transaction(
                "reserve a key",
                () -> connection.update(ADD, row -> {
                    row.setString(1, key);
                    row.setString(2, value);
                }));
        return connection
                .query("read a key", FIND, row -> row.setString(1, key), row -> row.getString(1))
                .get(0);
    }
}
