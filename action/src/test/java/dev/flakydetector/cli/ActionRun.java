package dev.flakydetector.cli;

import dev.flakydetector.github.FakeGithub;
import dev.flakydetector.machine.Machine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A step of a workflow, set up as the runner sets it up, that calls {@code flaky github-action}. */
final class ActionRun {

    static final String SHA = "0123456789abcdef0123456789abcdef01234567";

    private final Path folder;
    private final SplittableRandom chance = new SplittableRandom(1);
    private final Map<String, String> environment = new HashMap<>();

    /** What a call gave. */
    record Result(int exitCode, String out, String err, Path folder) {

        String summary() throws IOException {
            Path file = folder.resolve("summary.md");
            return Files.exists(file) ? Files.readString(file) : "";
        }

        Map<String, String> outputs() throws IOException {
            Map<String, String> outputs = new HashMap<>();
            Path file = folder.resolve("output.txt");
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                outputs.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
            return outputs;
        }
    }

    private ActionRun(Path folder) {
        this.folder = folder;
    }

    /** A step in a repository that is checked out below this folder. */
    static ActionRun on(Path folder, String event, String payload) throws IOException {
        ActionRun run = new ActionRun(folder);
        Files.createDirectories(folder.resolve("workspace"));
        Files.writeString(folder.resolve("workspace/readme.txt"), "a project");
        Files.createDirectories(folder.resolve("temp"));
        Files.writeString(folder.resolve("event.json"), payload);
        return run.with("GITHUB_EVENT_NAME", event)
                .with("GITHUB_EVENT_PATH", folder.resolve("event.json").toString())
                .with("GITHUB_REPOSITORY", FakeGithub.REPOSITORY)
                .with("GITHUB_SHA", SHA)
                .with("GITHUB_RUN_ID", "99")
                .with("GITHUB_SERVER_URL", "https://github.com")
                .with("GITHUB_WORKSPACE", folder.resolve("workspace").toString())
                .with("GITHUB_OUTPUT", folder.resolve("output.txt").toString())
                .with("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString())
                .with("RUNNER_TEMP", folder.resolve("temp").toString());
    }

    Path workspace() {
        return folder.resolve("workspace");
    }

    ActionRun with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** What the runner would give its process, for one that is started apart. */
    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** Gives it a token of the workflow for this GitHub. */
    ActionRun with(FakeGithub github) {
        return with("GITHUB_API_URL", github.url()).with("FLAKY_INPUT_GITHUB_TOKEN", "ghs_test");
    }

    Result call(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] words = new String[arguments.length + 1];
        words[0] = "github-action";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        Machine machine = FlakyRun.machine(
                folder.resolve("temp"),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment);
        int exitCode = Flaky.run(
                new Machine(
                        machine.environment(),
                        machine.userHome(),
                        machine.workingFolder(),
                        machine.temporaryFolder(),
                        machine.out(),
                        machine.err(),
                        machine.terminal(),
                        machine.clock(),
                        chance),
                words);
        return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), folder);
    }
}
