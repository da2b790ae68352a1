package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.history.DetectionQuery;
import dev.flakydetector.history.sqlite.SqliteRunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line as a user calls it, on small projects whose test is a shell script. */
class DetectIT {

    /** Fails for seeds that are divisible by three. */
    private static final String FLAKY = "echo run $ATTEMPT; test $((TEST_SEED % 3)) -ne 0";

    @TempDir
    private Path folder;

    private Path project;
    private Path temporary;

    @BeforeEach
    void createProject() throws IOException {
        project = Files.createDirectory(folder.resolve("project"));
        temporary = Files.createDirectory(folder.resolve("tmp"));
        Files.writeString(project.resolve("readme.txt"), "a project");
    }

    @Test
    void theSameSeedGivesTheSameResultWhateverTheParallelism() throws IOException {
        JsonNode one = detect(FLAKY, "--parallelism", "1", "--runs", "20");
        JsonNode many = detect(FLAKY, "--parallelism", "8", "--runs", "20");

        assertThat(one.path("verdict").asText()).isEqualTo("FLAKY");
        assertThat(withoutTimes(many)).isEqualTo(withoutTimes(one));
    }

    @Test
    void keepsWhatEachRunPrinted() throws IOException {
        JsonNode detection = detect(FLAKY, "--runs", "3");

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
        JsonNode detection = detect(
                "test ! -e left && touch left && test ! -e $HOME/left && touch $HOME/left && test ! -e $TMPDIR/left &&"
                        + " touch $TMPDIR/left",
                "--runs",
                "6");

        assertThat(detection.path("failures").asInt()).isZero();
        assertThat(project.resolve("left")).doesNotExist();
    }

    @Test
    void noCredentialOfTheCallerReachesATest() throws IOException {
        JsonNode detection = detect("test -z \"$AWS_SECRET_ACCESS_KEY$GITHUB_TOKEN\"", "--runs", "2");

        assertThat(detection.path("failures").asInt()).isZero();
    }

    @Test
    void leavesNothingInTheTemporaryFolder() throws IOException {
        detect(FLAKY, "--runs", "3");

        try (Stream<Path> left = Files.list(temporary)) {
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
        JsonNode detection = detect(script, "--runs", "2", "--timeout", seconds + "s");

        assertThat(detection.path("verdict").asText()).as(what).isEqualTo("FAILING");
        assertThat(detection.path("severity").asText()).isEqualTo("CRITICAL");
    }

    @Test
    void exitsWithOneForAFindingThatIsLoudEnough() {
        assertThat(run("--runs", "4", "--fail-on", "critical", "--test-command", "false")
                        .exitCode())
                .isEqualTo(1);
        assertThat(run("--runs", "4", "--fail-on", "low", "--test-command", "true")
                        .exitCode())
                .isZero();
    }

    @Test
    void exitsWithThreeWhenTheTestProgramIsNotThere() {
        FlakyRun run = run("--test-command", "no-such-program --all");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("Cannot start 'no-such-program'");
    }

    @Test
    void saysThatNoFrameworkWasFound() {
        FlakyRun run = run();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no test framework was recognised");
    }

    @Test
    void tellsEveryWrongOptionAtOnce() {
        FlakyRun run = run("--runs", "ten", "--parallelism", "51", "--vary", "weather", "--timeout", "soon");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("--runs must")
                .contains("--parallelism must")
                .contains("--vary takes")
                .contains("--timeout must");
    }

    @Test
    void tellsWhatIsWrongInTheConfiguration() throws IOException {
        Files.writeString(project.resolve(".flaky-detector.yml"), "runs: 0\nparalelism: 3\n");

        FlakyRun run = run("--test-command", "true");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(".flaky-detector.yml:1: runs must").contains("Did you mean 'parallelism'?");
    }

    @Test
    void theConfigurationCountsWhereTheCommandLineIsSilent() throws IOException {
        Files.writeString(
                project.resolve(".flaky-detector.yml"),
                "runs: 7\ntest_command: \"sh -c 'exit 0'\"\nignore_patterns: ['*']\n");
        Path result = folder.resolve("r.json");

        FlakyRun run = run("--format", "json", "--output", result.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(new ObjectMapper()
                        .readTree(result.toFile())
                        .path("runs_requested")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void aReportThatNoToolWroteIsAProblemAndNoFailure() throws IOException {
        Files.writeString(project.resolve("run"), "exit 0");
        JsonNode detection = detectWith("--framework", "pytest", "--test-command", "sh run", "--runs", "2");

        assertThat(detection.path("status").asText()).isEqualTo("FAILED");
        assertThat(detection.path("tests")).isEmpty();
        assertThat(detection.path("problems").path(0).path("kind").asText()).isEqualTo("REPORT");
    }

    @Test
    void goesOnWithNothingThatIsDone() throws IOException {
        JsonNode whole = detect(FLAKY, "--runs", "12");
        Files.writeString(project.resolve("readme.txt"), "changed");

        FlakyRun run = FlakyRun.of(
                temporary, "detect", "--resume", whole.path("detection_id").asText(), "--db", db(), "--format", "json");

        assertThat(run.err()).contains("is done already");
        assertThat(new ObjectMapper().readTree(run.out())).isEqualTo(whole);
    }

    @Test
    void testsThatCannotBeLoadedAreAProblemAndNoFailure() throws IOException {
        Files.writeString(project.resolve("test_shop.py"), "import nosuchmodule\n\ndef test_a():\n    pass\n");

        JsonNode detection = detectWith("--framework", "pytest", "--runs", "2");

        assertThat(detection.path("status").asText()).isEqualTo("FAILED");
        assertThat(detection.path("tests")).isEmpty();
        assertThat(detection.path("problems").path(0).path("kind").asText()).isEqualTo("BUILD");
        assertThat(detection.path("problems").path(0).path("message").asText()).contains("nosuchmodule");
    }

    @Test
    void runsGoCodeFromBeforeModules() throws IOException {
        Files.writeString(
                project.resolve("shop_test.go"),
                "package shop\n\nimport \"testing\"\n\nfunc TestShop(t *testing.T) {}\n");

        JsonNode detection = detectWith("--runs", "2");

        assertThat(detection.path("tests").path(0).path("id").asText()).isEqualTo(".::TestShop");
        assertThat(detection.path("verdict").asText()).isEqualTo("PASSING");
    }

    @Test
    void replaysAFailure() throws IOException {
        JsonNode detection = detect(FLAKY, "--runs", "12");
        String[] replay =
                detection.path("tests").path(0).path("replay").asText().split(" ", -1);

        FlakyRun run = FlakyRun.of(temporary, replay[1], replay[2], replay[3], replay[4], "--times", "3", "--db", db());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).contains("The same tests failed in 3 of 3 runs");
    }

    @Test
    void replaysAFailureOfWhichNothingIsStored() throws IOException {
        JsonNode detection = detect(FLAKY, "--runs", "12", "--no-store", "--vary", "none", "--timeout", "40s");
        String command = detection.path("tests").path(0).path("replay").asText();
        List<String> replay = new ArrayList<>(TestCommand.parse(command).arguments());
        assertThat(replay).contains("--vary", "none", "--timeout", "40s");
        replay.addAll(List.of("--times", "3", "--db", folder.resolve("empty").toString()));

        FlakyRun run = FlakyRun.of(temporary, replay.toArray(String[]::new));

        int number =
                detection.path("tests").path(0).path("failing_attempts").path(0).asInt();
        int seed = detection.path("tests").path(0).path("failing_seeds").path(0).asInt();
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out())
                .contains("Attempt %d of seed 42: seed %d, variation none".formatted(number, seed))
                .contains("Some test failed in 3 of 3 runs");
        assertThat(folder.resolve("empty/history.db")).doesNotExist();
    }

    @Test
    void saysWhatAReplayNeeds() {
        assertThat(FlakyRun.of(temporary, "replay").err()).contains("DETECTION is missing");
        assertThat(FlakyRun.of(temporary, "replay", "--repo", ".").err())
                .contains("--repo needs --attempt")
                .contains("--repo needs --seed");
        assertThat(FlakyRun.of(temporary, "replay", "d1", "--seed", "4").err()).contains("leave --seed out");
        assertThat(FlakyRun.of(temporary, "replay", "d1", "--repo", ".").exitCode())
                .isEqualTo(2);
    }

    @Test
    void showsAndListsWhatIsStored() throws IOException {
        String id = detect(FLAKY, "--runs", "12").path("detection_id").asText();

        FlakyRun shown = FlakyRun.of(temporary, "show", id, "--db", db());
        FlakyRun listed = FlakyRun.of(temporary, "history", project.toString(), "--db", db(), "--format", "json");

        assertThat(shown.out()).contains("FLAKY").contains("flaky replay " + id);
        JsonNode first =
                new ObjectMapper().readTree(listed.out()).path("detections").path(0);
        assertThat(first.path("detection_id").asText()).isEqualTo(id);
        assertThat(first.path("total_runs").asInt()).isEqualTo(12);
        try (SqliteRunHistory history = SqliteRunHistory.open(Path.of(db()))) {
            assertThat(history.recent(DetectionQuery.newest(5)))
                    .allMatch(detection -> detection.status() == DetectionStatus.DONE);
        }
    }

    private JsonNode detect(String script, String... more) throws IOException {
        Files.writeString(project.resolve("run"), script);
        List<String> arguments = new ArrayList<>(List.of("--framework", "command", "--test-command", "sh run"));
        arguments.addAll(List.of(more));
        return detectWith(arguments.toArray(String[]::new));
    }

    private JsonNode detectWith(String... more) throws IOException {
        Path result = folder.resolve("result.json");
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--seed", "42", "--until", "cap", "--format", "json", "--output", result.toString()));
        FlakyRun run = run(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isIn(0, 3);
        return new ObjectMapper().readTree(result.toFile());
    }

    private FlakyRun run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("detect", project.toString(), "--db", db()));
        arguments.addAll(List.of(more));
        return FlakyRun.of(temporary, arguments.toArray(String[]::new));
    }

    private String db() {
        return folder.resolve("db").toString();
    }

    static String withoutTimes(JsonNode detection) {
        return detection
                .toString()
                .replaceAll("\"duration_ms\":\\d+", "")
                .replaceAll("\"started_at\":\"[^\"]*\"", "")
                .replaceAll("\"parallelism\":\\d+", "")
                // What was met before, and what follows from the durations.
                .replaceAll(",\"times\":\\d+,\"branches\":\\d+,\"since\":\"[^\"]*\"", "")
                .replaceAll("\"cost\":\\{[^\\]]*\\]\\}", "")
                .replaceAll(detection.path("detection_id").asText(), "ID");
    }
}
