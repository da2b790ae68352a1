package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A small project whose test is a shell script, and the command line as a user calls it on it.
 *
 * @param place of the project's folder and all that goes with it
 */
record ScriptProject(Path place) {

    /** Fails for seeds that are divisible by three. */
    static final String FLAKY = "echo run $ATTEMPT; test $((TEST_SEED % 3)) -ne 0";

    static ScriptProject in(Path place) throws IOException {
        ScriptProject project = new ScriptProject(place);
        Files.createDirectory(project.folder());
        Files.createDirectory(project.temporary());
        Files.writeString(project.file("readme.txt"), "a project");
        return project;
    }

    Path folder() {
        return place.resolve("project");
    }

    Path file(String name) {
        return folder().resolve(name);
    }

    /** Where the command line makes its temporary files. */
    Path temporary() {
        return place.resolve("tmp");
    }

    String db() {
        return place.resolve("db").toString();
    }

    /** The report on a test that is this script. */
    JsonNode detect(String script, String... more) throws IOException {
        Files.writeString(file("run"), script);
        List<String> arguments = new ArrayList<>(List.of("--framework", "command", "--test-command", "sh run"));
        arguments.addAll(List.of(more));
        return detectWith(arguments.toArray(String[]::new));
    }

    JsonNode detectWith(String... more) throws IOException {
        Path result = place.resolve("result.json");
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--seed", "42", "--until", "cap", "--format", "json", "--output", result.toString()));
        FlakyRun run = run(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isIn(0, 3);
        return new ObjectMapper().readTree(result.toFile());
    }

    FlakyRun run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("detect", folder().toString(), "--db", db()));
        arguments.addAll(List.of(more));
        return FlakyRun.of(temporary(), arguments.toArray(String[]::new));
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
