package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flakydetector.emulator.MotoServer;
import dev.flakydetector.history.DetectionQuery;
import dev.flakydetector.history.sqlite.SqliteRunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process: killed, interrupted, beside another, and with its outcomes in DynamoDB. */
class ProcessIT {

    @TempDir
    private Path folder;

    private Path project;
    private Path temporary;

    /** The seventh attempt says on it that it has begun, and then waits for {@link #gate}. */
    private Path reached;

    private Path gate;

    @BeforeEach
    void createProject() throws Exception {
        project = Files.createDirectory(folder.resolve("project"));
        temporary = Files.createDirectory(folder.resolve("tmp"));
        reached = pipe("reached");
        gate = pipe("gate");
        Files.writeString(project.resolve("run"), """
                test $ATTEMPT -ne 6 || test -e %s || { echo here > %s; read go < %s; }
                test $((TEST_SEED %% 3)) -ne 0
                """.formatted(folder.resolve("open"), reached, gate));
    }

    private Path pipe(String name) throws Exception {
        Path pipe = folder.resolve(name);
        int exitCode = new ProcessBuilder("mkfifo", pipe.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exitCode).isZero();
        return pipe;
    }

    @Test
    void aKillLosesNoFinishedAttemptAndResumingEndsInTheSameResult() throws Exception {
        FlakyProcess killed = start(Map.of(), detect("--parallelism", "1"));
        Files.readString(reached);
        awaitStored(6);
        killed.kill();
        Files.writeString(gate, "go on\n");
        Files.createFile(folder.resolve("open"));

        String id = detections(Map.of()).path(0).path("detection_id").asText();
        FlakyRun resumed =
                start(Map.of(), "detect", "--resume", id, "--format", "json").end();
        FlakyRun whole = start(Map.of(), detect()).end();

        assertThat(resumed.err()).contains("Going on after 6 stored runs");
        assertThat(withoutTimes(resumed)).isEqualTo(withoutTimes(whole));
    }

    /** An attempt is finished once it is stored, and the next one may begin before that. */
    private void awaitStored(int attempts) {
        try (SqliteRunHistory history = SqliteRunHistory.open(folder.resolve("db"))) {
            String id = history.recent(DetectionQuery.newest(1)).get(0).detectionId();
            while (history.attempt(id, attempts - 1).isEmpty()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void refusesToGoOnWithOtherFiles() throws Exception {
        FlakyProcess killed = start(Map.of(), detect("--parallelism", "1"));
        Files.readString(reached);
        killed.kill();
        Files.writeString(gate, "go on\n");
        Files.writeString(project.resolve("readme.txt"), "new");

        String id = detections(Map.of()).path(0).path("detection_id").asText();
        FlakyRun resumed = start(Map.of(), "detect", "--resume", id).end();

        assertThat(resumed.exitCode()).isEqualTo(2);
        assertThat(resumed.err()).contains("have changed since detection " + id);
    }

    @Test
    void anInterruptReportsWhatWasMeasuredAndLeavesNothingBehind() throws Exception {
        FlakyProcess process = start(Map.of(), detect("--parallelism", "1"));
        Files.readString(reached);
        process.interrupt();
        FlakyRun run = process.end();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(130);
        assertThat(json(run).path("total_runs").asInt()).isEqualTo(6);
        assertThat(json(run).path("status").asText()).isEqualTo("CANCELLED");
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.filter(Files::isDirectory).filter(path -> !isOfTheJvm(path)))
                    .isEmpty();
        }
    }

    private static boolean isOfTheJvm(Path path) {
        return path.getFileName().toString().startsWith("hsperfdata");
    }

    @Test
    void twoAtOnceShareAStore() throws Exception {
        Files.createFile(folder.resolve("open"));

        List<FlakyProcess> both = List.of(start(Map.of(), detect()), start(Map.of(), detect()));
        List<FlakyRun> ends = new ArrayList<>();
        for (FlakyProcess process : both) {
            ends.add(process.end());
        }

        assertThat(ends)
                .allSatisfy(end -> assertThat(end.exitCode()).as(end.err()).isZero());
        assertThat(withoutTimes(ends.get(0))).isEqualTo(withoutTimes(ends.get(1)));
        assertThat(detections(Map.of())).hasSize(2);
    }

    @Test
    void keepsOutcomesInDynamoDbWhereAsked() throws Exception {
        Files.createFile(folder.resolve("open"));
        try (MotoServer moto = MotoServer.start()) {
            Map<String, String> cloud = Map.of(
                    "FLAKY_STORE",
                    "dynamodb",
                    "AWS_ENDPOINT_URL_DYNAMODB",
                    moto.endpoint().toString(),
                    "AWS_DEFAULT_REGION",
                    "eu-central-1",
                    "AWS_ACCESS_KEY_ID",
                    "id",
                    "AWS_SECRET_ACCESS_KEY",
                    "sesame");

            FlakyRun run = start(cloud, detect()).end();
            String id = json(run).path("detection_id").asText();
            FlakyRun shown = start(cloud, "show", id, "--format", "json").end();

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(json(shown)).isEqualTo(json(run));
            assertThat(detections(cloud).path(0).path("detection_id").asText()).isEqualTo(id);
            assertThat(folder.resolve("db").resolve("history.db")).doesNotExist();
        }
    }

    @Test
    void saysWhenTheReportFindsNoRoom() throws Exception {
        Files.createFile(folder.resolve("open"));

        FlakyRun run = start(Map.of(), detect("--output", "/dev/full")).end();

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("/dev/full").contains("flaky show").doesNotContain("\tat ");
    }

    private static String[] detect(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "detect",
                "project",
                "--framework",
                "command",
                "--test-command",
                "sh run",
                "--runs",
                "12",
                "--seed",
                "42",
                "--until",
                "cap",
                "--format",
                "json"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private FlakyProcess start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.replaceAll(argument -> argument.equals("project") ? project.toString() : argument);
        all.addAll(List.of("--db", folder.resolve("db").toString()));
        return FlakyProcess.start(temporary, environment, all.toArray(String[]::new));
    }

    private JsonNode detections(Map<String, String> environment) throws Exception {
        return json(start(environment, "history", "--format", "json").end()).path("detections");
    }

    private static JsonNode json(FlakyRun run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    private static String withoutTimes(FlakyRun run) throws IOException {
        return ScriptProject.withoutTimes(json(run));
    }
}
