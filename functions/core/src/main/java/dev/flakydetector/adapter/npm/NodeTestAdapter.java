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
import dev.flakydetector.domain.Variation;
import dev.flakydetector.results.ReportFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs Node's own test runner. Each file has a process of its own, so what can be in order or out of it is within a
 * file: a file of ours, loaded by {@code --require}, stands in for {@code node:test} and shuffles what a file and its
 * suites register. Only the newest Node shuffles itself, and which Node runs is not known here, so ours is used always.
 */
public final class NodeTestAdapter implements FrameworkAdapter {

    private static final Set<String> WATCHING = Set.of("--watch", "--watch-path", "--watch-preserve-output");
    private static final Set<String> SELECTING =
            Set.of("--test-name-pattern", "--test-skip-pattern", "--test-only", "--test-shard");
    private static final String REPORTER = "--test-reporter";
    private static final String DESTINATION = "--test-reporter-destination";
    private static final String IN_ONE_PROCESS =
            "Node runs all files in one process here (test isolation \"none\"): tests keep the order of their file";
    private static final NpmFailureLines FAILURES = new NpmFailureLines("^Could not find |bad option: ");

    @Override
    public Framework framework() {
        return Framework.NODE_TEST;
    }

    @Override
    public Optional<String> recognise(Path project) {
        Optional<String> byManifest =
                new NpmRecognition(project, NpmRunner.NODE_TEST).evidence(manifest -> NodeTestFiles.first(project));
        boolean isPackage = PackageJson.in(project).isPresent();
        return isPackage ? byManifest : NodeTestFiles.first(project);
    }

    @Override
    public boolean isRunBy(TestCommand command) {
        return NpmRunner.NODE_TEST.isRunBy(command);
    }

    @Override
    public TestCommand defaultCommand(Path project) {
        return new NpmRecognition(project, NpmRunner.NODE_TEST).command(NodeTestFiles.command(project));
    }

    @Override
    public List<SetupStep> setup(SetupSetting setting) {
        return NpmInstall.steps(setting);
    }

    @Override
    public Launch launch(LaunchSetting setting) {
        Path report = setting.scratch().resolve("junit.xml");
        List<ReportLocation> reports = List.of(new ReportLocation.File(ReportFormat.JUNIT_XML, report));
        NpmLaunch launch = new NpmLaunch(setting);
        List<String> ours = ours(setting, report);
        boolean shuffles = setting.attempt().varies(Variation.ORDER);
        if (shuffles) {
            launch.set(NodeTestSupport.ORDER_SEED, setting.attempt().seed().toString());
        }
        return launch.along(
                NpmRunner.NODE_TEST,
                direct -> {
                    if (shuffles && direct.arguments().stream().anyMatch(NodeTestAdapter::isInOneProcess)) {
                        launch.fallsShort(IN_ONE_PROCESS);
                    }
                    return launch.direct(direct, words -> arguments(words, ours, setting.attempt()), reports);
                },
                behind -> behind(behind, launch, setting, ours, reports));
    }

    private static boolean isInOneProcess(String word) {
        return word.endsWith("test-isolation=none");
    }

    /** Node takes options before file names alone, so behind a script they come by way of NODE_OPTIONS. */
    private static Launch behind(
            NpmRoute.Behind route,
            NpmLaunch launch,
            LaunchSetting setting,
            List<String> ours,
            List<ReportLocation> reports) {
        String script = route.instead()
                .or(() -> PackageJson.in(setting.workspace())
                        .flatMap(manifest -> manifest.script(route.script().script())))
                .orElse("");
        if (script.contains(REPORTER)) {
            return launch.asGiven(new NpmRoute.OutOfReach("the script '%s' chooses a reporter of its own"
                    .formatted(route.script().script())));
        }
        if (!setting.attempt().tests().isEmpty()) {
            launch.fallsShort("Single tests cannot be chosen behind the script '%s', so all of it was run"
                    .formatted(route.script().script()));
        }
        List<String> options = new ArrayList<>(List.of(REPORTER + "=spec", DESTINATION + "=stdout"));
        options.addAll(ours);
        String quoted = options.stream()
                .map(option -> '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(" "));
        return launch.behind(route, quoted, reports);
    }

    private static List<String> ours(LaunchSetting setting, Path report) {
        List<String> ours = new ArrayList<>();
        if (setting.attempt().varies(Variation.ORDER)) {
            ours.add("--require=" + NodeTestSupport.nodeTestOrder(setting.support()));
        }
        ours.add(REPORTER + "="
                + NodeTestSupport.nodeTestReport(setting.support()).toUri());
        ours.add(DESTINATION + "=" + report);
        return ours;
    }

    private static List<String> arguments(List<String> words, List<String> ours, Attempt attempt) {
        NpmArguments kept = NpmArguments.parse(words, NpmRunner.NODE_VALUED).without(WATCHING);
        if (!attempt.tests().isEmpty()) {
            kept = kept.without(SELECTING).withoutOperands();
        }
        List<String> arguments = new ArrayList<>(ours);
        arguments.addAll(usersReporter(kept));
        arguments.addAll(kept.options());
        if (!attempt.tests().isEmpty()) {
            arguments.add("--test-name-pattern=" + NpmTestNames.fullNamesOrTitles(attempt.tests()));
            arguments.addAll(NpmTestNames.files(attempt.tests()));
        }
        arguments.addAll(kept.operands());
        return arguments;
    }

    /** With a second reporter every one needs a destination, in the same order. */
    private static List<String> usersReporter(NpmArguments given) {
        if (!given.has(REPORTER)) {
            return List.of(REPORTER + "=spec", DESTINATION + "=stdout");
        }
        return given.has(DESTINATION) ? List.of() : List.of(DESTINATION + "=stdout");
    }

    @Override
    public Optional<String> buildFailure(int exitCode, String output) {
        return FAILURES.in(exitCode, output);
    }
}
