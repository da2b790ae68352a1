package dev.flakydetector.local;

import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.history.dynamo.DynamoStore;
import dev.flakydetector.history.sqlite.SqliteRunHistory;
import dev.flakydetector.machine.BadInput;
import dev.flakydetector.machine.Machine;
import java.time.Duration;

/** Opens the history that the user's options and environment name. */
public final class Stores {

    private static final String STORE = "FLAKY_STORE";
    private static final Duration RETENTION = Duration.ofDays(365);

    private Stores() {}

    public static RunHistory open(Machine machine, StorePlace place) {
        if (place.isNone()) {
            return new InMemoryRunHistory();
        }
        String kind = machine.variable(STORE).orElse("sqlite");
        return switch (kind) {
            case "sqlite" -> SqliteRunHistory.open(place.folder());
            case "dynamodb" -> dynamo(machine, place);
            default ->
                throw new BadInput("%s is '%s': set it to sqlite or dynamodb, or leave it out".formatted(STORE, kind));
        };
    }

    private static RunHistory dynamo(Machine machine, StorePlace place) {
        DynamoStore store = new DynamoStore(
                machine.variable("FLAKY_TABLE").orElse("flaky-detector"),
                // The SDK for Java reads the first alone; people who use other SDKs set the second.
                machine.variable("AWS_REGION")
                        .or(() -> machine.variable("AWS_DEFAULT_REGION"))
                        .orElse(""),
                place.folder().resolve("objects"),
                RETENTION);
        return store.open(() -> Ids.newDetection(machine.chance()));
    }

    public static String unknown(String detectionId) {
        return "There is no detection '%s' in this store: 'flaky history' lists those there are, and --db names another store"
                .formatted(detectionId);
    }
}
