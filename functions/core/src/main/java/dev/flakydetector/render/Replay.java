package dev.flakydetector.render;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.JudgedTest.FailingAttempt;
import java.util.Optional;

/** The command that runs a recorded failure again. */
public enum Replay {
    /** By the detection's id, which the store knows. */
    FROM_STORE {
        @Override
        String command(Detection detection, FailingAttempt attempt) {
            return "flaky replay %s --attempt %d".formatted(detection.id(), attempt.number());
        }
    },
    /** By all that decides the attempt, since nothing is stored. */
    FROM_REQUEST {
        @Override
        String command(Detection detection, FailingAttempt attempt) {
            return new CommandWords("replay")
                    .add("--repo", detection.request().repository())
                    .addRef(detection)
                    .add("--attempt", String.valueOf(attempt.number()))
                    .addHowTestsAreRun(detection)
                    .toString();
        }
    };

    abstract String command(Detection detection, FailingAttempt attempt);

    /** For the test's first failing attempt; empty where it never failed. */
    public Optional<String> command(Detection detection, JudgedTest test) {
        return test.failingAttempts().stream().findFirst().map(attempt -> command(detection, attempt));
    }
}
