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
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs Mocha, which has neither a seed nor a shuffle nor room for a second reporter: a file of ours, loaded by
 * {@code --require}, writes the report besides the user's reporter and shuffles where that is asked for.
 */
public final class MochaAdapter implements FrameworkAdapter {

    private static final Set<String> VALUED = Set.of(
            "-r",
            "--require",
            "-R",
            "--reporter",
            "-O",
            "--reporter-option",
            "--reporter-options",
            "-g",
            "--grep",
            "-f",
            "--fgrep",
            "-t",
            "--timeout",
            "-s",
            "--slow",
            "-u",
            "--ui",
            "--config",
            "--package",
            "--file",
            "--ignore",
            "--exclude",
            "--extension",
            "--spec",
            "-j",
            "--jobs",
            "--retries",
            "-n",
            "--node-option",
            "--watch-files",
            "--watch-ignore",
            "--import",
            "--loader",
            "--experimental-loader",
            "-C",
            "--conditions");

    private static final Set<String> WATCHING = Set.of("-w", "--watch");
    private static final Set<String> PARALLEL = Set.of("-p", "--parallel", "--no-parallel");
    private static final Set<String> SELECTING = Set.of("-g", "--grep", "-f", "--fgrep", "-i", "--invert", "--spec");
    private static final String ONE_AFTER_THE_OTHER =
            "Mocha runs files in parallel here; shuffled attempts run them one after the other, since parallel files have no order";

    private static final int MOST_CONFIGURATION = 1 << 16;
    private static final NpmFailureLines FAILURES = new NpmFailureLines(
            "No test files found|Exception during run|ERROR: |Unable to (parse|read)|Unknown argument");

    @Override
    public Framework framework() {
        return Framework.MOCHA;
    }

    @Override
    public Optional<String> recognise(Path project) {
        NpmRecognition recognition = new NpmRecognition(project, NpmRunner.MOCHA);
        return recognition.evidence(manifest -> {
            if (manifest.sections().contains("mocha")) {
                return Optional.of("the section \"mocha\" of package.json");
            }
            return recognition
                    .fileNamed(".mocharc.")
                    .or(() -> manifest.dependsOn("mocha")
                            ? Optional.of("the dependencies of package.json")
                            : Optional.empty());
        });
    }

    @Override
    public boolean isRunBy(TestCommand command) {
        return NpmRunner.MOCHA.isRunBy(command);
    }

    @Override
    public TestCommand defaultCommand(Path project) {
        return new NpmRecognition(project, NpmRunner.MOCHA)
                .command(NpmClient.of(project).execute("mocha"));
    }

    @Override
    public List<SetupStep> setup(SetupSetting setting) {
        return NpmInstall.steps(setting);
    }

    @Override
    public Launch launch(LaunchSetting setting) {
        Path report = setting.scratch().resolve("junit.xml");
        List<ReportLocation> reports = List.of(new ReportLocation.File(ReportFormat.JUNIT_XML, report));
        Attempt attempt = setting.attempt();
        boolean shuffles = attempt.varies(Variation.ORDER);
        NpmLaunch launch = new NpmLaunch(setting).set(NodeTestSupport.REPORT, report.toString());
        if (shuffles) {
            launch.set(NodeTestSupport.ORDER_SEED, attempt.seed().toString());
        }
        List<String> ours = ours(shuffles, NodeTestSupport.mocha(setting.support()));
        return launch.along(
                NpmRunner.MOCHA,
                direct -> {
                    if (shuffles && (isParallel(direct.arguments()) || isParallel(setting.workspace()))) {
                        launch.fallsShort(ONE_AFTER_THE_OTHER);
                    }
                    return launch.direct(direct, words -> arguments(words, ours, attempt), reports);
                },
                behind -> {
                    if (shuffles && isParallel(setting.workspace())) {
                        launch.fallsShort(ONE_AFTER_THE_OTHER);
                    }
                    return launch.behind(behind, behindScript(ours, attempt), reports);
                });
    }

    private static List<String> behindScript(List<String> ours, Attempt attempt) {
        List<String> more = new ArrayList<>(ours);
        more.addAll(selection(attempt.tests()));
        return more;
    }

    private static List<String> ours(boolean shuffles, Path hook) {
        List<String> ours = new ArrayList<>(List.of("--require", hook.toString()));
        if (shuffles) {
            ours.add("--no-parallel");
        }
        return ours;
    }

    private static List<String> arguments(List<String> words, List<String> ours, Attempt attempt) {
        NpmArguments kept = NpmArguments.parse(words, VALUED).without(WATCHING);
        if (attempt.varies(Variation.ORDER)) {
            kept = kept.without(PARALLEL);
        }
        if (!attempt.tests().isEmpty()) {
            kept = kept.without(SELECTING).withoutOperands();
        }
        List<String> arguments = new ArrayList<>(ours);
        arguments.addAll(kept.words());
        arguments.addAll(selection(attempt.tests()));
        return arguments;
    }

    private static List<String> selection(List<TestId> tests) {
        if (tests.isEmpty()) {
            return List.of();
        }
        List<String> selection = new ArrayList<>(List.of("--grep", NpmTestNames.fullNames(tests)));
        selection.addAll(NpmTestNames.files(tests));
        return selection;
    }

    private static boolean isParallel(List<String> arguments) {
        return NpmArguments.parse(arguments, VALUED).has("-p", "--parallel");
    }

    private static boolean isParallel(Path project) {
        return new NpmRecognition(project, NpmRunner.MOCHA)
                .fileNamed(".mocharc.")
                .filter(name -> mentionsParallel(project.resolve(name)))
                .isPresent();
    }

    private static boolean mentionsParallel(Path configuration) {
        try (InputStream in = Files.newInputStream(configuration)) {
            return new String(in.readNBytes(MOST_CONFIGURATION), StandardCharsets.UTF_8).contains("parallel");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Optional<String> buildFailure(int exitCode, String output) {
        return FAILURES.in(exitCode, output);
    }
}
