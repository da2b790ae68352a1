package dev.flakydetector.adapter.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flakydetector.adapter.FrameworkAdapter;
import dev.flakydetector.adapter.Launch;
import dev.flakydetector.adapter.ReportLocation;
import dev.flakydetector.adapter.SetupSetting;
import dev.flakydetector.adapter.SetupStep;
import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.TestCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A copy of a sample project with its packages installed, in which a real runner runs tests that write down the order
 * they ran in.
 */
final class NpmSample {

    private static final Path SAMPLES = Path.of("../../samples");
    private static final String ORDER = "order.txt";
    private static final Pattern CASE = Pattern.compile("<testcase classname=\"([^\"]*)\" name=\"([^\"]*)\"");

    private final NpmProject project;
    private final FrameworkAdapter adapter;

    private NpmSample(NpmProject project, FrameworkAdapter adapter) {
        this.project = project;
        this.adapter = adapter;
    }

    /** Copies the sample without its tests and installs its packages as a detection would. */
    static NpmSample install(String name, FrameworkAdapter adapter, Path temporary) throws Exception {
        assumeTrue(machine("node").isPresent(), "node is not installed");
        assumeTrue(machine("npm").isPresent(), "npm is not installed");
        NpmSample sample = new NpmSample(new NpmProject(temporary.resolve("work")), adapter);
        for (String file : List.of("package.json", "package-lock.json")) {
            if (Files.exists(SAMPLES.resolve(name).resolve(file))) {
                sample.file(file, Files.readString(SAMPLES.resolve(name).resolve(file)));
            }
        }
        SetupSetting setting = new SetupSetting(
                sample.project.folder(), temporary, TestCommand.of("npm", "test"), NpmSample::machine, true, temporary);
        for (SetupStep step : adapter.setup(setting)) {
            Finished finished = sample.start(step.command(), step.environment());
            assertThat(finished.exitCode()).as(finished.output()).isZero();
        }
        return sample;
    }

    private static Optional<Path> machine(String program) {
        return Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    NpmSample file(String name, String text) {
        project.file(name, text);
        return this;
    }

    /** Runs one attempt; what an earlier one left is removed. */
    Run run(String command, Attempt attempt) throws Exception {
        Files.createDirectories(project.beside("scratch"));
        Launch launch = project.launch(adapter, command, attempt, NpmSample::machine);
        Path report = ((ReportLocation.File) launch.reports().get(0)).file();
        Files.deleteIfExists(report);
        Path order = project.folder().resolve(ORDER);
        Files.deleteIfExists(order);
        Finished finished = start(launch.command(), launch.environment());
        return new Run(
                finished.exitCode(),
                finished.output(),
                Files.exists(order) ? Files.readAllLines(order) : List.of(),
                Files.exists(report) ? Files.readString(report) : "");
    }

    private Finished start(List<String> command, Map<String, String> environment) throws Exception {
        Path log = project.beside("log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("Still running after 5 minutes: " + command);
        }
        return new Finished(process.exitValue(), Files.readString(log));
    }

    private record Finished(int exitCode, String output) {}

    /**
     * What an attempt did.
     *
     * @param order the names that the tests wrote down, first to last
     * @param report the text of the report; empty where there is none
     */
    record Run(int exitCode, String output, List<String> order, String report) {

        /** The tests of a JUnit report, as their ids are spelled. */
        List<String> reported() {
            return CASE.matcher(report)
                    .results()
                    .map(match -> match.group(1) + "::" + match.group(2).replace("&gt;", ">"))
                    .sorted()
                    .toList();
        }
    }
}
