package dev.flakydetector.cli;

import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeedRange;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.machine.OptionReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which code an attempt runs, and how. */
final class RunOptions {

    private static final List<String> VARIATIONS =
            Arrays.stream(Variation.values()).map(Variation::token).toList();
    private static final List<String> FRAMEWORKS =
            Arrays.stream(Framework.values()).map(Framework::token).toList();

    @Option(
            names = "--test-command",
            paramLabel = "C",
            description = "How the tests are run, such as 'pytest tests/'. Run without a shell.")
    private @Nullable String testCommand;

    @Option(
            names = "--ref",
            paramLabel = "R",
            description = "Branch, tag or commit. A local folder without it is taken as it stands.")
    private @Nullable String ref;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Base seed, from which every rerun's seed follows (default: chosen and printed).")
    private @Nullable String seed;

    @Option(
            names = "--framework",
            paramLabel = "F",
            description =
                    "pytest, unittest, jest, vitest, mocha, node-test, go, maven, gradle, or command to judge by the"
                            + " exit code alone (default: recognised).")
    private @Nullable String framework;

    @Option(
            names = "--timeout",
            paramLabel = "T",
            description = "Limit of one rerun, such as 300s or 5m (default: 300s).")
    private @Nullable String timeout;

    @Option(
            names = "--vary",
            paramLabel = "LIST",
            description = "What every other rerun changes: order, hash-seed, timezone, locale; all; none (default:"
                    + " order,hash-seed; for Maven hash-seed is NonDex, only where named here).")
    private @Nullable String vary;

    /** The first of these options that was given; empty when none was. */
    Optional<String> given() {
        if (testCommand != null) {
            return Optional.of("--test-command");
        }
        if (ref != null) {
            return Optional.of("--ref");
        }
        if (seed != null) {
            return Optional.of("--seed");
        }
        if (framework != null) {
            return Optional.of("--framework");
        }
        if (timeout != null) {
            return Optional.of("--timeout");
        }
        return vary == null ? Optional.empty() : Optional.of("--vary");
    }

    boolean isWithoutSeed() {
        return seed == null;
    }

    Optional<String> ref() {
        return Optional.ofNullable(ref);
    }

    Optional<Framework> framework(OptionReader reader) {
        return reader.word("--framework", framework, Framework::ofToken, FRAMEWORKS);
    }

    Optional<Seed> seed(OptionReader reader) {
        return reader.number("--seed", seed, SeedRange.DEFAULT.min(), SeedRange.DEFAULT.max())
                .map(Seed::new);
    }

    Optional<Duration> timeout(OptionReader reader) {
        return reader.duration("--timeout", timeout, DetectionRequest.MAX_TIMEOUT);
    }

    Optional<Set<Variation>> vary(OptionReader reader) {
        return reader.words("--vary", vary, Variation::ofToken, Variation.class, VARIATIONS);
    }

    Optional<TestCommand> testCommand(OptionReader reader) {
        if (testCommand == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(TestCommand.parse(testCommand));
        } catch (IllegalArgumentException e) {
            reader.problem("--test-command '%s': %s".formatted(testCommand, e.getMessage()));
            return Optional.empty();
        }
    }
}
