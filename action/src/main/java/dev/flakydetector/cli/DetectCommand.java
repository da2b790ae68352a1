package dev.flakydetector.cli;

import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeedRange;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.pipeline.RequestDraft;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flaky detect}: reads what is asked for, and leaves the rest to {@link LocalDetection}. */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        description = "Reruns a project's tests under many seeds and says which are flaky, how badly and when.",
        footer = {
            "",
            "Exit codes: 0 done; 1 a finding at or above --fail-on; 2 bad input; 3 the tests could not be run;"
                    + " 130 interrupted."
        })
final class DetectCommand implements Callable<Integer> {

    private static final List<String> STOP_RULES =
            Arrays.stream(StopRule.values()).map(StopRule::token).toList();
    private static final List<String> VARIATIONS =
            Arrays.stream(Variation.values()).map(Variation::token).toList();
    private static final List<String> FRAMEWORKS =
            Arrays.stream(Framework.values()).map(Framework::token).toList();
    private static final List<String> SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::token).toList();

    @Parameters(
            arity = "0..1",
            paramLabel = "REPO",
            description = "A local folder, or a file://, https:// or git@ URL.")
    private @Nullable String repository;

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

    @Option(names = "--runs", paramLabel = "N", description = "How many reruns at the most, 1 to 1000 (default: 10).")
    private @Nullable String runs;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "How many at once, 1 to 50 (default: 4). Changes no result but the time it takes.")
    private @Nullable String parallelism;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Base seed, from which every rerun's seed follows (default: chosen and printed).")
    private @Nullable String seed;

    @Option(
            names = "--framework",
            paramLabel = "F",
            description =
                    "pytest, unittest, jest, vitest, mocha, node-test, go, maven, gradle, or command to judge by the exit code alone (default: recognised).")
    private @Nullable String framework;

    @Option(
            names = "--timeout",
            paramLabel = "T",
            description = "Limit of one rerun, such as 300s or 5m (default: 300s).")
    private @Nullable String timeout;

    @Option(
            names = "--until",
            paramLabel = "RULE",
            description =
                    "When to stop early: verdict (it passed and failed), severity (its rate is known well enough), cap (never) (default: severity).")
    private @Nullable String until;

    @Option(names = "--no-stop-early", description = "Run all N; the same as --until cap.")
    private boolean runAll;

    @Option(
            names = "--vary",
            paramLabel = "LIST",
            description =
                    "What every other rerun changes: order, hash-seed, timezone, locale; all; none (default: order,hash-seed; for Maven hash-seed is NonDex, only where named here).")
    private @Nullable String vary;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "Exit with 1 when the severity is at least low, medium, high or critical.")
    private @Nullable String failOn;

    @Option(
            names = "--resume",
            paramLabel = "DETECTION",
            description = "Go on with a detection that was cut off, instead of starting one.")
    private @Nullable String resume;

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Mixin
    private ModelOptions models = new ModelOptions();

    @Mixin
    private ReportOptions report = new ReportOptions();

    private final Machine machine;

    DetectCommand(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Integer call() throws Exception {
        OptionReader reader = new OptionReader();
        Optional<ReportOptions.Target> target = report.read(reader, machine);
        Optional<Severity> loudest = reader.word("--fail-on", failOn, Severity::ofToken, SEVERITIES);
        RequestDraft draft = draft(reader);
        if (!reader.problems().isEmpty()) {
            return machine.refuse(reader.problems());
        }
        LocalDetection detection = new LocalDetection(machine, store, models, target.orElseThrow(), loudest);
        return (resume == null ? detection.start(draft) : detection.resume(resume)).value();
    }

    private RequestDraft draft(OptionReader reader) {
        if (repository == null && resume == null) {
            reader.problem("REPO is missing: name a folder or a URL");
        }
        if (repository != null && resume != null) {
            reader.problem("--resume goes on with the repository of that detection: leave REPO out");
        }
        if (runAll && until != null) {
            reader.problem("--no-stop-early and --until contradict each other: give one");
        }
        return new RequestDraft(
                repository == null ? "" : repository,
                Optional.ofNullable(ref),
                command(reader),
                reader.word("--framework", framework, Framework::ofToken, FRAMEWORKS),
                reader.number("--runs", runs, 1, DetectionRequest.MAX_RUNS),
                reader.number("--parallelism", parallelism, 1, DetectionRequest.MAX_PARALLELISM),
                reader.number("--seed", seed, SeedRange.DEFAULT.min(), SeedRange.DEFAULT.max())
                        .map(Seed::new),
                reader.duration("--timeout", timeout, DetectionRequest.MAX_TIMEOUT),
                runAll ? Optional.of(StopRule.CAP) : reader.word("--until", until, StopRule::ofToken, STOP_RULES),
                reader.words("--vary", vary, Variation::ofToken, Variation.class, VARIATIONS));
    }

    private Optional<TestCommand> command(OptionReader reader) {
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
