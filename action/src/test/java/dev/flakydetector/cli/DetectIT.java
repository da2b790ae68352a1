package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What detecting finds out and leaves, on small projects whose test is a shell script. */
class DetectIT {

    private final ScriptProject project;

    DetectIT(@TempDir Path folder) throws IOException {
        project = ScriptProject.in(folder);
    }

    @Test
    void theSameSeedGivesTheSameResultWhateverTheParallelism() throws IOException {
        JsonNode one = project.detect(ScriptProject.FLAKY, "--parallelism", "1", "--runs", "20");
        JsonNode many = project.detect(ScriptProject.FLAKY, "--parallelism", "8", "--runs", "20");

        assertThat(one.path("verdict").asText()).isEqualTo("FLAKY");
        assertThat(ScriptProject.withoutTimes(many)).isEqualTo(ScriptProject.withoutTimes(one));
    }

    @Test
    void keepsWhatEachRunPrinted() throws IOException {
        JsonNode detection = project.detect(ScriptProject.FLAKY, "--runs", "3");

        assertThat(detection.path("total_runs").asInt()).isEqualTo(3);
        assertThat(detection.path("results").path(1).path("stdout").asText()).isEqualTo("run 1\n");
        assertThat(detection
                        .path("results")
                        .path(1)
                        .path("environment")
                        .path("TEST_SEED")
                        .asInt())
                .isEqualTo(detection.path("results").path(1).path("seed").asInt());
    }

    @Test
    void attemptsShareNothingThatTheyWrite() throws IOException {
        JsonNode detection = project.detect(
                "test ! -e left && touch left && test ! -e $HOME/left && touch $HOME/left && test ! -e $TMPDIR/left &&"
                        + " touch $TMPDIR/left",
                "--runs",
                "6");

        assertThat(detection.path("failures").asInt()).isZero();
        assertThat(project.file("left")).doesNotExist();
    }

    @Test
    void noCredentialOfTheCallerReachesATest() throws IOException {
        JsonNode detection = project.detect("test -z \"$AWS_SECRET_ACCESS_KEY$GITHUB_TOKEN\"", "--runs", "2");

        assertThat(detection.path("failures").asInt()).isZero();
    }

    @Test
    void leavesNothingInTheTemporaryFolder() throws IOException {
        project.detect(ScriptProject.FLAKY, "--runs", "3");

        try (Stream<Path> left = Files.list(project.temporary())) {
            assertThat(left).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "trap '' TERM; sleep 100~1~TIMED_OUT after the limit",
                "rm -rf \"$PWD\"; exit 1~300~deletes its own folder",
                "printf '\\377\\376'; exit 1~300~prints no UTF-8",
                "head -c 20000000 /dev/zero; exit 1~300~prints much",
                "setsid sleep 1000 & exit 1~300~leaves a daemon"
            })
    void survivesWhatTestsDo(String script, String seconds, String what) throws IOException {
        JsonNode detection = project.detect(script, "--runs", "2", "--timeout", seconds + "s");

        assertThat(detection.path("verdict").asText()).as(what).isEqualTo("FAILING");
        assertThat(detection.path("severity").asText()).isEqualTo("CRITICAL");
    }

    @Test
    void exitsWithOneForAFindingThatIsLoudEnough() {
        assertThat(project.run("--runs", "4", "--fail-on", "critical", "--test-command", "false")
                        .exitCode())
                .isEqualTo(1);
        assertThat(project.run("--runs", "4", "--fail-on", "low", "--test-command", "true")
                        .exitCode())
                .isZero();
    }

    @Test
    void theConfigurationCountsWhereTheCommandLineIsSilent() throws IOException {
        Files.writeString(
                project.file(".flaky-detector.yml"),
                "runs: 7\ntest_command: \"sh -c 'exit 0'\"\nignore_patterns: ['*']\n");
        Path result = project.place().resolve("r.json");

        FlakyRun run = project.run("--format", "json", "--output", result.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(new ObjectMapper()
                        .readTree(result.toFile())
                        .path("runs_requested")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void runsGoCodeFromBeforeModules() throws IOException {
        Files.writeString(
                project.file("shop_test.go"), "package shop\n\nimport \"testing\"\n\nfunc TestShop(t *testing.T) {}\n");

        JsonNode detection = project.detectWith("--runs", "2");

        assertThat(detection.path("tests").path(0).path("id").asText()).isEqualTo(".::TestShop");
        assertThat(detection.path("verdict").asText()).isEqualTo("PASSING");
    }
}
