package dev.flakydetector.cli;

import dev.flakydetector.local.StorePlace;
import dev.flakydetector.machine.Machine;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where detections are kept. */
final class StoreOptions {

    @Option(
            names = "--db",
            paramLabel = "DIR",
            description = {
                "Folder of the store and the logs (default: ~/.flaky-detector).",
                "With FLAKY_STORE=dynamodb outcomes go to the table FLAKY_TABLE (default: flaky-detector)."
            })
    private @Nullable String folder;

    @Option(names = "--no-store", description = "Keep nothing after the report.")
    private boolean none;

    StorePlace place(Machine machine) {
        Path place = folder == null ? machine.userHome().resolve(".flaky-detector") : machine.path(folder);
        return new StorePlace(place, none);
    }
}
