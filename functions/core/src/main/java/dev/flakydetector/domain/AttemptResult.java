package dev.flakydetector.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of an attempt. Only a {@link Reported} one says anything about a test; the others are trouble with the
 * machine, the build or the tool, and become problems of the detection.
 */
public sealed interface AttemptResult {

    /** The outcomes that count, empty unless the attempt reported. */
    default List<Outcome> outcomes() {
        return List.of();
    }

    /** Why the attempt does not count, in a sentence; empty when it does. */
    Optional<String> trouble();

    /** Whether the attempt counts. */
    default boolean isReported() {
        return trouble().isEmpty();
    }

    /** The tests ran and said how they ended. At most one outcome a test. */
    record Reported(List<Outcome> outcomes) implements AttemptResult {
        public Reported {
            outcomes = List.copyOf(outcomes);
            if (outcomes.isEmpty()) {
                throw new IllegalArgumentException("A report without an outcome is no report");
            }
        }

        @Override
        public Optional<String> trouble() {
            return Optional.empty();
        }
    }

    /** The code under test did not build, so no test ran. */
    record BuildBroken(String log) implements AttemptResult {
        @Override
        public Optional<String> trouble() {
            return Optional.of("the build broke: " + log);
        }
    }

    /** The attempt was stopped at its time limit, before there was a report. */
    record Overran(Duration after) implements AttemptResult {
        @Override
        public Optional<String> trouble() {
            return Optional.of("it was stopped after %d s without a report".formatted(after.toSeconds()));
        }
    }

    /** The process ended but left no usable report. */
    record NoReport(int exitCode, String reason) implements AttemptResult {
        @Override
        public Optional<String> trouble() {
            return Optional.of("exit code %d and no usable report: %s".formatted(exitCode, reason));
        }
    }
}
