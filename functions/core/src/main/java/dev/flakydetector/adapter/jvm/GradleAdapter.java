package dev.flakydetector.adapter.jvm;

import dev.flakydetector.adapter.FrameworkAdapter;
import dev.flakydetector.adapter.Launch;
import dev.flakydetector.adapter.LaunchSetting;
import dev.flakydetector.adapter.ProjectFiles;
import dev.flakydetector.adapter.ReportLocation;
import dev.flakydetector.adapter.SetupSetting;
import dev.flakydetector.adapter.SetupStep;
import dev.flakydetector.adapter.SupportFiles;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.results.ReportFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Gradle, by an init script of ours that reaches every test task of every project: it makes the task run again, selects
 * tests and attaches {@link ShuffleAgent} to the tests' JVM alone. The downloaded packages stay the user's own.
 */
public final class GradleAdapter implements FrameworkAdapter {

    private static final Set<String> PROGRAMS = Set.of("gradle", "gradlew", "gradlew.bat", "gradle.bat");
    private static final List<String> BUILD_FILES =
            List.of("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts");
    private static final String INIT_SCRIPT = "jvm/flaky.gradle";

    /** The folders between a project and its report: build, test-results and the task's name. */
    private static final int REPORT_DEPTH = 3;

    @Override
    public Framework framework() {
        return Framework.GRADLE;
    }

    @Override
    public Optional<String> recognise(Path project) {
        return BUILD_FILES.stream().filter(new ProjectFiles(project)::has).findFirst();
    }

    @Override
    public boolean isRunBy(TestCommand command) {
        return PROGRAMS.contains(String.valueOf(Path.of(command.program()).getFileName()));
    }

    @Override
    public TestCommand defaultCommand(Path project) {
        return TestCommand.of(Files.isExecutable(project.resolve("gradlew")) ? "./gradlew" : "gradle", "test");
    }

    @Override
    public List<SetupStep> setup(SetupSetting setting) {
        TestCommand command = setting.toolchain().resolve(setting.command());
        Path script = new SupportFiles(setting.tools().resolve("support")).file(INIT_SCRIPT);
        // The very command with a test that no project has: it compiles, and resolves what only running tests needs.
        Map<String, String> environment = environment(setting.command(), setting.userHome());
        environment.put("FLAKY_TESTS", "no.such.Test");
        return List.of(new SetupStep(
                "resolve the dependencies and compile",
                words(command, script),
                environment,
                "If the code does not compile, no test can run; if a package is missing, check the network."));
    }

    @Override
    public Set<Variation> variations() {
        return EnumSet.complementOf(EnumSet.of(Variation.HASH_ORDER));
    }

    @Override
    public Launch launch(LaunchSetting setting) {
        TestCommand command = setting.toolchain().resolve(setting.command());
        List<String> words = words(command, setting.support().file(INIT_SCRIPT));
        words.add("--offline");
        Map<String, String> environment = environment(setting.command(), setting.userHome());
        List<String> shortfalls = new ArrayList<>();
        if (setting.attempt().varies(Variation.ORDER)) {
            environment.put("FLAKY_AGENT", ShuffleAgent.option(setting));
            if (mentions(setting.workspace(), "junit:junit:") || mentions(setting.workspace(), "useTestNG")) {
                shortfalls.add(
                        "Gradle runs the classes of JUnit 4 and TestNG in its own order: only the methods in them are shuffled");
            }
        }
        if (!setting.attempt().tests().isEmpty()) {
            environment.put("FLAKY_TESTS", selection(setting.attempt().tests()));
        }
        return new Launch(
                words,
                environment,
                List.of(new ReportLocation.Matching(
                        ReportFormat.JUNIT_XML, "{**/,}build/test-results/*/TEST-*.xml", REPORT_DEPTH)),
                shortfalls);
    }

    private static boolean mentions(Path workspace, String text) {
        ProjectFiles files = new ProjectFiles(workspace);
        return files.says("build.gradle", text) || files.says("build.gradle.kts", text);
    }

    /** No daemon, which would outlive the attempt; no stop at the first failing project, whose tests would hide others. */
    private static List<String> words(TestCommand command, Path script) {
        List<String> words = new ArrayList<>(command.words());
        words.addAll(List.of(
                "--init-script",
                script.toString(),
                "--no-daemon",
                "--continue",
                "--console=plain",
                // A stored configuration would carry one attempt's seed into the next.
                "-Dorg.gradle.configuration-cache=false"));
        return words;
    }

    private static Map<String, String> environment(TestCommand command, Path userHome) {
        Map<String, String> environment = new TreeMap<>(command.environment());
        // Gradle itself lives for seconds only; its tests run in a JVM of their own, which this does not reach.
        String own = environment.getOrDefault("GRADLE_OPTS", "");
        environment.put("GRADLE_OPTS", ("-XX:TieredStopAtLevel=1 -XX:+UseSerialGC " + own).strip());
        environment.putIfAbsent("GRADLE_USER_HOME", userHome.resolve(".gradle").toString());
        return environment;
    }

    private static String selection(List<TestId> tests) {
        return tests.stream()
                .map(test -> className(test.suite()) + "." + test.name().replaceFirst("[({\\[].*", ""))
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    /** Without the folder of its project, which stands before the class where there are several. */
    private static String className(String suite) {
        return suite.substring(suite.lastIndexOf('/') + 1);
    }

    @Override
    public Optional<String> buildFailure(int exitCode, String output) {
        if (exitCode == 0) {
            return Optional.empty();
        }
        List<String> lines = output.lines()
                .dropWhile(line -> !line.startsWith("* What went wrong:"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("* "))
                .filter(line -> !line.isBlank())
                .limit(10)
                .toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
    }
}
