package dev.flakydetector.pipeline;

import dev.flakydetector.config.ProjectConfig;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

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
        Optional<Set<Variation>> vary) {

    private static final int RUNS = 10;
    private static final int PARALLELISM = 4;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final StopRule UNTIL = StopRule.SEVERITY;
    private static final Set<Variation> VARY = EnumSet.of(Variation.ORDER, Variation.HASH_ORDER);

    /** The same question about this commit of this repository. */
    public RequestDraft of(String otherRepository, String commit) {
        return new RequestDraft(
                otherRepository,
                Optional.of(commit),
                testCommand,
                framework,
                runs,
                parallelism,
                seed,
                timeout,
                until,
                vary);
    }

    /** Nothing is asked for but to look at this repository. */
    public static RequestDraft of(String repository) {
        return new RequestDraft(
                repository,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether the user says what to vary, on the command line or in the configuration. */
    boolean namesVariations(ProjectConfig config) {
        return vary.or(config::vary).isPresent();
    }

    /**
     * The whole request.
     *
     * @param name of the repository, free of credentials
     * @throws IllegalArgumentException when the parts are well but do not go together; the message says why
     */
    DetectionRequest complete(String name, ProjectConfig config, Supplier<Seed> chance) {
        return new DetectionRequest(
                name,
                ref,
                testCommand.or(config::testCommand),
                framework.or(config::framework),
                runs.or(config::runs).orElse(RUNS),
                parallelism.or(config::parallelism).orElse(PARALLELISM),
                seed.orElseGet(chance),
                config.seedRange(),
                timeout.or(config::timeout).orElse(TIMEOUT),
                until.or(config::until).orElse(UNTIL),
                vary.or(config::vary).orElse(VARY),
                config.report(),
                config.setup());
    }
}
