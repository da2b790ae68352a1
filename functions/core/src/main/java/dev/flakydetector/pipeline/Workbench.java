package dev.flakydetector.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The throw-away folder of one detection on this machine.
 *
 * @param root empty at the start, deleted at the end
 */
public record Workbench(Path root) {

    public static Workbench create(Path temporaryFolder, String name) throws IOException {
        Files.createDirectories(temporaryFolder);
        return new Workbench(Files.createTempDirectory(temporaryFolder, "flaky-" + name + "-")
                .toRealPath());
    }

    /** The prepared workspace, copied for every attempt. */
    Path workspace() {
        return root.resolve("project");
    }

    /** What all attempts share and none writes. */
    Path tools() {
        return root.resolve("tools");
    }

    Path support() {
        return root.resolve("support");
    }

    Path attempts() {
        return root.resolve("attempts");
    }
}
