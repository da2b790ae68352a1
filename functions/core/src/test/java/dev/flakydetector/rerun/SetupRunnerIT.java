package dev.flakydetector.rerun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.SetupStep;
import dev.flakydetector.adapter.jvm.MavenAdapter;
import dev.flakydetector.domain.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupRunnerIT {

    @TempDir
    private Path folder;

    private SetupRunner runner;

    @BeforeEach
    void makeRunner() {
        HostEnvironment host = new HostEnvironment(Map.of("PATH", "/usr/bin:/bin"), folder);
        runner = new SetupRunner(
                new MavenAdapter(),
                host,
                Duration.ofSeconds(20),
                "setup-" + ProcessHandle.current().pid());
    }

    @Test
    void leavesOutWhatIsDoneAlready() throws Exception {
        SetupStep done = step("make it", List.of("true"));
        SetupStep open = step("mend it", List.of("false"));
        SetupStep unknown = step("try it", List.of());

        assertThat(runner.needed(List.of(done, open, unknown), folder, folder)).containsExactly(open, unknown);
    }

    @Test
    void saysWhatCouldNotBeStartedAndWhatToDo() throws Exception {
        SetupStep step = new SetupStep("make it", List.of("no-such-program"), Map.of(), "Make it yourself", List.of());

        List<Problem> problems = runner.run(List.of(step), folder, folder);

        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .startsWith("Could not make it: Cannot start 'no-such-program': ")
                        .endsWith(". Make it yourself")
                        .doesNotContain("test command"));
    }

    @Test
    void readsWhatAProgramPrintedBesideColours() throws Exception {
        List<String> command = List.of("sh", "-c", "printf '\\033[0m' >&2; echo 'No such artifact.'; exit 1");

        List<Problem> problems =
                runner.run(List.of(new SetupStep("make it", command, Map.of(), "Mend it", List.of())), folder, folder);

        assertThat(problems)
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).endsWith("ended with exit code 1: No such artifact. Mend it"));
    }

    @Test
    void givesTheReasonThatItsToolPrintedNotTheLastWords() throws Exception {
        List<String> command = List.of("sh", "-c", "echo '[ERROR] no such release'; echo 'Goodbye'; exit 1");

        List<Problem> problems =
                runner.run(List.of(new SetupStep("make it", command, Map.of(), "Mend it", List.of())), folder, folder);

        assertThat(problems)
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).endsWith("ended with exit code 1: no such release. Mend it"));
    }

    private static SetupStep step(String description, List<String> check) {
        return new SetupStep(description, List.of("true"), Map.of(), "", check);
    }
}
