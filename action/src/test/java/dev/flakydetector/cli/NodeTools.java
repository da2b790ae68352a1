package dev.flakydetector.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Where the npm packages are that only tests use: {@code FLAKY_NODE_TOOLS}, else {@code target/node-tools}. */
public final class NodeTools {

    private NodeTools() {}

    public static Path folder() {
        return Optional.ofNullable(System.getenv("FLAKY_NODE_TOOLS"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of("target/node-tools").toAbsolutePath());
    }
}
