package dev.flakydetector.pipeline;

import dev.flakydetector.domain.Problem;
import dev.flakydetector.rerun.ProgramNotStarted;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Why an attempt could not even be tried, said as a problem that ends the detection. */
final class Obstacle {

    private Obstacle() {}

    /** @throws IllegalStateException when it is of no known kind, and so a fault of ours */
    static Problem of(@Nullable Throwable cause) {
        if (cause instanceof ProgramNotStarted) {
            return Problem.of(Problem.Kind.SETUP, String.valueOf(cause.getMessage()));
        }
        if (cause instanceof IOException || cause instanceof UncheckedIOException) {
            return Problem.of(
                    Problem.Kind.SETUP,
                    "An attempt could not be set up: %s. Free some disk space or set TMPDIR to a larger disk."
                            .formatted(cause.getMessage()));
        }
        throw new IllegalStateException("An attempt failed in a way that it should not", cause);
    }
}
