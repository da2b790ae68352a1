package dev.flakydetector.render;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.JudgedTest;
import java.util.Optional;

/** The command that runs a test's first failure again. */
final class ReplayCommandLine {

    private ReplayCommandLine() {}

    static Optional<String> of(Detection detection, JudgedTest test) {
        return test.failingAttempts().stream()
                .findFirst()
                .map(failing -> "flaky replay %s --attempt %d".formatted(detection.id(), failing.number()));
    }
}
