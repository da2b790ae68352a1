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

/**
 * Runs Jest. It shuffles the tests of a file itself from 29.5 on; the order of files does not matter, since each has a
 * module registry of its own. Its cache of compiled files lies in the attempt's own folder for temporary files and so
 * starts empty every time: a shared one would be a way from one attempt to the next.
 */
public final class JestAdapter implements FrameworkAdapter {

    private static final Set<String> VALUED = Set.of(
            "-c",
            "--config",
            "-t",
            "--testNamePattern",
            "--outputFile",
            "--seed",
            "-w",
            "--maxWorkers",
            "--testTimeout",
            "--env",
            "--testEnvironment",
            "--rootDir",
            "--roots",
            "--projects",
            "--reporters",
            "--selectProjects",
            "--ignoreProjects",
            "--testPathPattern",
            "--testPathPatterns",
            "--testPathIgnorePatterns",
            "--coverageDirectory",
            "--coverageReporters",
            "--collectCoverageFrom",
            "--changedSince",
            "--cacheDirectory",
            "--shard",
            "--maxConcurrency",
            "--filter",
            "--globals",
            "--preset",
            "--testMatch",
            "--testRegex",
            "--transform",
            "--setupFiles",
            "--setupFilesAfterEnv",
            "--testSequencer");

    /** What would end in another place than ours, or never end. */
    private static final Set<String> REPLACED =
            Set.of("--json", "--outputFile", "--seed", "--ci", "--watch", "--watchAll", "--randomize");

    private static final Set<String> SELECTING = Set.of(
            "-t",
            "--testNamePattern",
            "--testPathPattern",
            "--testPathPatterns",
            "--runTestsByPath",
            "--shard",
            "-o",
            "--onlyChanged",
            "--changedSince",
            "-f",
            "--onlyFailures");

    private static final NpmFailureLines FAILURES = new NpmFailureLines(
            "Validation Error|No tests found|Test suite failed to run|^Preset .* not found|Unrecognized CLI Parameter");

    @Override
    public Framework framework() {
        return Framework.JEST;
    }

    @Override
    public Optional<String> recognise(Path project) {
        NpmRecognition recognition = new NpmRecognition(project, NpmRunner.JEST);
        return recognition.evidence(manifest -> {
            if (manifest.sections().contains("jest")) {
                return Optional.of("the section \"jest\" of package.json");
            }
            return recognition
                    .fileNamed("jest.config.")
                    .or(() -> manifest.dependsOn("jest") || manifest.dependsOn("react-scripts")
                            ? Optional.of("the dependencies of package.json")
                            : Optional.empty());
        });
    }

    @Override
    public boolean isRunBy(TestCommand command) {
        return NpmRunner.JEST.isRunBy(command);
    }

    @Override
    public TestCommand defaultCommand(Path project) {
        return new NpmRecognition(project, NpmRunner.JEST)
                .command(NpmClient.of(project).execute("jest"));
    }

    @Override
    public List<SetupStep> setup(SetupSetting setting) {
        return NpmInstall.steps(setting);
    }

    @Override
    public Launch launch(LaunchSetting setting) {
        Path report = setting.scratch().resolve("jest.json");
        List<ReportLocation> reports = List.of(new ReportLocation.File(ReportFormat.JEST_JSON, report));
        Abilities abilities = Abilities.of(setting.workspace());
        NpmLaunch launch = new NpmLaunch(setting);
        if (setting.attempt().varies(Variation.ORDER) && !abilities.shuffles()) {
            launch.fallsShort(
                    "This version of Jest cannot shuffle: its tests keep the order of their file. Jest 29.5 can");
        }
        List<String> ours = ours(setting.attempt(), abilities, report);
        return launch.along(
                NpmRunner.JEST,
                direct -> launch.direct(direct, words -> arguments(words, ours, setting.attempt()), reports),
                behind -> launch.behind(behind, behindScript(ours, setting.attempt()), reports));
    }

    private static List<String> behindScript(List<String> ours, Attempt attempt) {
        List<String> more = new ArrayList<>(ours);
        more.add("--watch=false");
        more.addAll(selection(attempt.tests()));
        return more;
    }

    private static List<String> ours(Attempt attempt, Abilities abilities, Path report) {
        List<String> ours = new ArrayList<>(List.of("--ci", "--watchAll=false", "--json", "--outputFile=" + report));
        if (abilities.seeds()) {
            ours.add("--seed=" + attempt.seed());
        }
        if (abilities.shuffles() && attempt.varies(Variation.ORDER)) {
            ours.add("--randomize");
        }
        return ours;
    }

    private static List<String> arguments(List<String> words, List<String> ours, Attempt attempt) {
        NpmArguments given = NpmArguments.parse(words, VALUED);
        NpmArguments kept = given.without(REPLACED);
        if (!attempt.tests().isEmpty()) {
            kept = kept.without(SELECTING).withoutOperands();
        }
        List<String> arguments = new ArrayList<>(kept.words());
        arguments.addAll(ours);
        if (given.has("--randomize") && !ours.contains("--randomize")) {
            arguments.add("--randomize");
        }
        arguments.addAll(selection(attempt.tests()));
        return arguments;
    }

    private static List<String> selection(List<TestId> tests) {
        if (tests.isEmpty()) {
            return List.of();
        }
        List<String> selection = new ArrayList<>(List.of("-t", NpmTestNames.fullNames(tests)));
        List<String> files = NpmTestNames.files(tests);
        if (!files.isEmpty()) {
            selection.add("--runTestsByPath");
            selection.addAll(files);
        }
        return selection;
    }

    @Override
    public Optional<String> buildFailure(int exitCode, String output) {
        return FAILURES.in(exitCode, output);
    }

    /** Which of the options that we would use this project's Jest has; all, where its version cannot be told. */
    private record Abilities(boolean seeds, boolean shuffles) {

        static Abilities of(Path project) {
            Optional<NpmVersion> version = NpmVersion.of("jest", project);
            boolean isJasmine = PackageJson.in(project)
                    .filter(manifest -> manifest.dependsOn("jest-jasmine2"))
                    .isPresent();
            return new Abilities(
                    version.map(v -> v.isAtLeast(29, 2)).orElse(true),
                    !isJasmine && version.map(v -> v.isAtLeast(29, 5)).orElse(true));
        }
    }
}
