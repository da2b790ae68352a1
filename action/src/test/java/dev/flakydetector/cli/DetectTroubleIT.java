package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user is told where a detection cannot be had as asked for. */
class DetectTroubleIT {

    private final ScriptProject project;

    DetectTroubleIT(@TempDir Path folder) throws IOException {
        project = ScriptProject.in(folder);
    }

    @Test
    void exitsWithThreeWhenTheTestProgramIsNotThere() {
        FlakyRun run = project.run("--test-command", "no-such-program --all");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("Cannot start 'no-such-program'");
    }

    @Test
    void saysThatNoFrameworkWasFound() {
        FlakyRun run = project.run();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no test framework was recognised");
    }

    @Test
    void tellsEveryWrongOptionAtOnce() {
        FlakyRun run = project.run("--runs", "ten", "--parallelism", "51", "--vary", "weather", "--timeout", "soon");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("--runs must")
                .contains("--parallelism must")
                .contains("--vary takes")
                .contains("--timeout must");
    }

    @Test
    void tellsWhatIsWrongInTheConfiguration() throws IOException {
        Files.writeString(project.file(".flaky-detector.yml"), "runs: 0\nparalelism: 3\n");

        FlakyRun run = project.run("--test-command", "true");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(".flaky-detector.yml:1: runs must").contains("Did you mean 'parallelism'?");
    }

    @Test
    void saysWhatAReplayNeeds() {
        assertThat(FlakyRun.of(project.temporary(), "replay").err()).contains("DETECTION is missing");
        assertThat(FlakyRun.of(project.temporary(), "replay", "--repo", ".").err())
                .contains("--repo needs --attempt")
                .contains("--repo needs --seed");
        assertThat(FlakyRun.of(project.temporary(), "replay", "d1", "--seed", "4")
                        .err())
                .contains("leave --seed out");
        assertThat(FlakyRun.of(project.temporary(), "replay", "d1", "--repo", ".")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void aReportThatNoToolWroteIsAProblemAndNoFailure() throws IOException {
        Files.writeString(project.file("run"), "exit 0");
        JsonNode detection = project.detectWith("--framework", "pytest", "--test-command", "sh run", "--runs", "2");

        assertThat(detection.path("status").asText()).isEqualTo("FAILED");
        assertThat(detection.path("tests")).isEmpty();
        assertThat(detection.path("problems").path(0).path("kind").asText()).isEqualTo("REPORT");
    }

    @Test
    void testsThatCannotBeLoadedAreAProblemAndNoFailure() throws IOException {
        Files.writeString(project.file("test_shop.py"), "import nosuchmodule\n\ndef test_a():\n    pass\n");

        JsonNode detection = project.detectWith("--framework", "pytest", "--runs", "2");

        assertThat(detection.path("status").asText()).isEqualTo("FAILED");
        assertThat(detection.path("tests")).isEmpty();
        assertThat(detection.path("problems").path(0).path("kind").asText()).isEqualTo("BUILD");
        assertThat(detection.path("problems").path(0).path("message").asText()).contains("nosuchmodule");
    }
}
