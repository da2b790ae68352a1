package dev.flakydetector.adapter.npm;

import dev.flakydetector.adapter.FrameworkAdapter;
import dev.flakydetector.adapter.Launch;
import dev.flakydetector.adapter.LaunchSetting;
import dev.flakydetector.adapter.ReportLocation;
import dev.flakydetector.adapter.SetupSetting;
import dev.flakydetector.adapter.SetupStep;
import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.results.ReportFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs Vitest, which takes a seed and shuffles tests and files itself. Never in watch mode. */
public final class VitestAdapter implements FrameworkAdapter {

    private static final Set<String> VALUED = Set.of(
            "-c",
            "--config",
            "-r",
            "--root",
            "--dir",
            "-t",
            "--testNamePattern",
            "--reporter",
            "--outputFile",
            "--outputFile.junit",
            "--outputFile.json",
            "--outputFile.html",
            "--environment",
            "--pool",
            "--project",
            "--shard",
            "--testTimeout",
            "--hookTimeout",
            "--maxWorkers",
            "--minWorkers",
            "--mode",
            "--sequence.seed",
            "--retry",
            "--exclude",
            "--bail",
            "--logHeapUsage",
            "--maxConcurrency",
            "--workspace");

    private static final Set<String> REPLACED = Set.of(
            "-w",
            "--watch",
            "--no-watch",
            "--run",
            "--outputFile",
            "--outputFile.junit",
            "--outputFile.json",
            "--outputFile.html",
            "--sequence.seed");

    private static final Set<String> SHUFFLING =
            Set.of("--sequence.shuffle", "--sequence.shuffle.tests", "--sequence.shuffle.files");

    private static final Set<String> SELECTING = Set.of("-t", "--testNamePattern", "--shard", "--changed");
    private static final Set<String> WATCHING = Set.of("watch", "dev");
    private static final NpmFailureLines FAILURES =
            new NpmFailureLines("failed to load config|Startup Error|No test files found|CACError|Unknown option");

    @Override
    public Framework framework() {
        return Framework.VITEST;
    }

    @Override
    public Optional<String> recognise(Path project) {
        NpmRecognition recognition = new NpmRecognition(project, NpmRunner.VITEST);
        return recognition.evidence(manifest -> recognition
                .fileNamed("vitest.config.")
                .or(() -> manifest.dependsOn("vitest")
                        ? Optional.of("the dependencies of package.json")
                        : Optional.empty()));
    }

    @Override
    public boolean isRunBy(TestCommand command) {
        return NpmRunner.VITEST.isRunBy(command);
    }

    @Override
    public TestCommand defaultCommand(Path project) {
        List<String> words = new ArrayList<>(NpmClient.of(project).execute("vitest"));
        words.add("run");
        return new NpmRecognition(project, NpmRunner.VITEST).command(words);
    }

    @Override
    public List<SetupStep> setup(SetupSetting setting) {
        return NpmInstall.steps(setting);
    }

    @Override
    public Launch launch(LaunchSetting setting) {
        Path report = setting.scratch().resolve("junit.xml");
        List<ReportLocation> reports = List.of(new ReportLocation.File(ReportFormat.JUNIT_XML, report));
        List<String> ours = ours(setting, report);
        NpmLaunch launch = new NpmLaunch(setting);
        return launch.along(
                NpmRunner.VITEST,
                direct -> launch.direct(direct, words -> arguments(words, ours, setting.attempt()), reports),
                behind -> launch.behind(behind, behindScript(ours, setting.attempt()), reports));
    }

    private static List<String> behindScript(List<String> ours, Attempt attempt) {
        List<String> more = new ArrayList<>(List.of("--run", "--reporter=default"));
        more.addAll(ours);
        more.addAll(selection(attempt.tests()));
        return more;
    }

    private static List<String> ours(LaunchSetting setting, Path report) {
        List<String> ours = new ArrayList<>(List.of(
                "--reporter=junit",
                "--outputFile.junit=" + report,
                "--sequence.seed=" + setting.attempt().seed()));
        if (setting.attempt().varies(Variation.ORDER)) {
            ours.addAll(shuffle(setting.workspace()));
        }
        return ours;
    }

    private static List<String> shuffle(Path project) {
        boolean hasParts =
                NpmVersion.of("vitest", project).map(v -> v.isAtLeast(1, 0)).orElse(true);
        return hasParts
                ? List.of("--sequence.shuffle.tests", "--sequence.shuffle.files")
                : List.of("--sequence.shuffle");
    }

    private static List<String> arguments(List<String> words, List<String> ours, Attempt attempt) {
        List<String> rest = withoutVerb(words);
        boolean isOther =
                rest.size() == words.size() && !words.isEmpty() && words.get(0).equals("related");
        NpmArguments kept = NpmArguments.parse(rest, VALUED).without(REPLACED);
        if (attempt.varies(Variation.ORDER)) {
            kept = kept.without(SHUFFLING);
        }
        if (!attempt.tests().isEmpty()) {
            kept = kept.without(SELECTING).withoutOperands();
            isOther = false;
        }
        List<String> arguments = new ArrayList<>(isOther ? List.of() : List.of("run"));
        arguments.addAll(kept.words());
        if (!kept.has("--reporter")) {
            arguments.add("--reporter=default");
        }
        arguments.addAll(ours);
        if (isOther) {
            arguments.add("--run");
        }
        arguments.addAll(selection(attempt.tests()));
        return arguments;
    }

    private static List<String> withoutVerb(List<String> words) {
        boolean isVerb = !words.isEmpty() && (words.get(0).equals("run") || WATCHING.contains(words.get(0)));
        return isVerb ? words.subList(1, words.size()) : words;
    }

    private static List<String> selection(List<TestId> tests) {
        if (tests.isEmpty()) {
            return List.of();
        }
        List<String> selection = new ArrayList<>(NpmTestNames.files(tests));
        selection.addAll(List.of("-t", NpmTestNames.fullNames(tests)));
        return selection;
    }

    @Override
    public Optional<String> buildFailure(int exitCode, String output) {
        return FAILURES.in(exitCode, output);
    }
}
