package dev.flakydetector.pipeline;

import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller asked for; whatever is empty is filled in from the project's configuration, then from the defaults.
 *
 * @param repository URL or folder as the caller wrote it, credentials included
 */
public record RequestDraft(
        String repository,
        Optional<String> ref,
        Optional<TestCommand> testCommand,
        Optional<Framework> framework,
        Optional<Integer> runs,
        Optional<Integer> parallelism,
        Optional<Seed> seed,
        Optional<Duration> timeout,
        Optional<StopRule> until,
        Optional<Set<Variation>> vary) {}
