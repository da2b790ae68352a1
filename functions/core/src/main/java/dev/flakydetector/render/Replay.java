package dev.flakydetector.render;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.JudgedTest;
import java.util.Optional;

/** The command that runs a recorded failure again. */
final class Replay {

    private Replay() {}

    /** For the test's first failing attempt; empty where it never failed. */
    static Optional<String> command(Detection detection, JudgedTest test) {
        return test.failingAttempts().stream()
                .findFirst()
                .map(attempt -> "flaky replay %s --attempt %d".formatted(detection.id(), attempt.number()));
    }
}
