package dev.flakydetector.cli;

import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.local.LocalDetection;
import dev.flakydetector.local.ReportTarget;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.machine.OptionReader;
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
    private static final List<String> SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::token).toList();

    @Parameters(
            arity = "0..1",
            paramLabel = "REPO",
            description = "A local folder, or a file://, https:// or git@ URL.")
    private @Nullable String repository;

    @Option(names = "--runs", paramLabel = "N", description = "How many reruns at the most, 1 to 1000 (default: 10).")
    private @Nullable String runs;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "How many at once, 1 to 50 (default: 4). Changes no result but the time it takes.")
    private @Nullable String parallelism;

    @Option(
            names = "--until",
            paramLabel = "RULE",
            description =
                    "When to stop early: verdict (it passed and failed), severity (its rate is known well enough), cap"
                            + " (never) (default: severity).")
    private @Nullable String until;

    @Option(names = "--no-stop-early", description = "Run all N; the same as --until cap.")
    private boolean runAll;

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
    private RunOptions options = new RunOptions();

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
        Optional<ReportTarget> target = report.read(reader, machine);
        Optional<Severity> loudest = reader.word("--fail-on", failOn, Severity::ofToken, SEVERITIES);
        RequestDraft draft = draft(reader);
        if (!reader.problems().isEmpty()) {
            return machine.refuse(reader.problems());
        }
        LocalDetection detection =
                new LocalDetection(machine, store.place(machine), models.choice(), target.orElseThrow(), loudest);
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
                options.ref(),
                options.testCommand(reader),
                options.framework(reader),
                reader.number("--runs", runs, 1, DetectionRequest.MAX_RUNS),
                reader.number("--parallelism", parallelism, 1, DetectionRequest.MAX_PARALLELISM),
                options.seed(reader),
                options.timeout(reader),
                runAll ? Optional.of(StopRule.CAP) : reader.word("--until", until, StopRule::ofToken, STOP_RULES),
                options.vary(reader));
    }
}
