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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Going on with a detection, showing it and replaying it once it is over. */
class StoredDetectionIT {

    private final ScriptProject project;

    StoredDetectionIT(@TempDir Path folder) throws IOException {
        project = ScriptProject.in(folder);
    }

    @Test
    void goesOnWithNothingThatIsDone() throws IOException {
        JsonNode whole = project.detect(ScriptProject.FLAKY, "--runs", "12");
        Files.writeString(project.file("readme.txt"), "changed");

        FlakyRun run = FlakyRun.of(
                project.temporary(),
                "detect",
                "--resume",
                whole.path("detection_id").asText(),
                "--db",
                project.db(),
                "--format",
                "json");

        assertThat(run.err()).contains("is done already");
        assertThat(new ObjectMapper().readTree(run.out())).isEqualTo(whole);
    }

    @Test
    void replaysAFailure() throws IOException {
        JsonNode detection = project.detect(ScriptProject.FLAKY, "--runs", "12");
        String[] replay =
                detection.path("tests").path(0).path("replay").asText().split(" ", -1);

        FlakyRun run = FlakyRun.of(
                project.temporary(), replay[1], replay[2], replay[3], replay[4], "--times", "3", "--db", project.db());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).contains("The same tests failed in 3 of 3 runs");
    }

    @Test
    void replaysAFailureOfWhichNothingIsStored() throws IOException {
        JsonNode detection =
                project.detect(ScriptProject.FLAKY, "--runs", "12", "--no-store", "--vary", "none", "--timeout", "40s");
        String command = detection.path("tests").path(0).path("replay").asText();
        List<String> replay = new ArrayList<>(TestCommand.parse(command).arguments());
        assertThat(replay).contains("--vary", "none", "--timeout", "40s");
        replay.addAll(
                List.of("--times", "3", "--db", project.place().resolve("empty").toString()));

        FlakyRun run = FlakyRun.of(project.temporary(), replay.toArray(String[]::new));

        int number =
                detection.path("tests").path(0).path("failing_attempts").path(0).asInt();
        int seed = detection.path("tests").path(0).path("failing_seeds").path(0).asInt();
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out())
                .contains("Attempt %d of seed 42: seed %d, variation none".formatted(number, seed))
                .contains("Some test failed in 3 of 3 runs");
        assertThat(project.place().resolve("empty/history.db")).doesNotExist();
    }

    @Test
    void showsAndListsWhatIsStored() throws IOException {
        String id = project.detect(ScriptProject.FLAKY, "--runs", "12")
                .path("detection_id")
                .asText();

        FlakyRun shown = FlakyRun.of(project.temporary(), "show", id, "--db", project.db());
        FlakyRun listed = FlakyRun.of(
                project.temporary(), "history", project.folder().toString(), "--db", project.db(), "--format", "json");

        assertThat(shown.out()).contains("FLAKY").contains("flaky replay " + id);
        JsonNode first =
                new ObjectMapper().readTree(listed.out()).path("detections").path(0);
        assertThat(first.path("detection_id").asText()).isEqualTo(id);
        assertThat(first.path("total_runs").asInt()).isEqualTo(12);
        try (SqliteRunHistory history = SqliteRunHistory.open(Path.of(project.db()))) {
            assertThat(history.recent(DetectionQuery.newest(5)))
                    .allMatch(detection -> detection.status() == DetectionStatus.DONE);
        }
    }
}
