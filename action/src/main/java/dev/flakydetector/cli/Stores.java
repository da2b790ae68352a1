package dev.flakydetector.cli;

import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.history.sqlite.SqliteRunHistory;

/** Opens the history that the user's options name. */
final class Stores {

    private Stores() {}

    static RunHistory open(Machine machine, StoreOptions options) {
        return options.isNone() ? new InMemoryRunHistory() : SqliteRunHistory.open(options.folder(machine));
    }

    static String unknown(String detectionId) {
        return "There is no detection '%s' in this store: 'flaky history' lists those there are, and --db names another store"
                .formatted(detectionId);
    }
}
