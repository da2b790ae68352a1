package dev.flakydetector.scorer.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTrackingTest {

    @TempDir
    Path root;

    @Test
    void writesARunAsMlflowReadsIt() throws IOException {
        Path run = Path.of(new LocalTracking(root).record(run("m1")));

        assertThat(run.resolve("params/eta")).hasContent("0.1");
        assertThat(run.resolve("metrics/log_loss")).hasContent("1767225660000 0.25 0\n");
        assertThat(run.resolve("tags/mlflow.runName")).hasContent("m1");
        assertThat(run.resolve("artifacts/card.md")).hasContent("a card");
        assertThat(Files.readAllLines(run.resolve("meta.yaml")))
                .contains(
                        "run_name: 'm1'",
                        "status: 3",
                        "lifecycle_stage: active",
                        "start_time: 1767225600000",
                        "end_time: 1767225660000",
                        "experiment_id: '%s'".formatted(run.getParent().getFileName()),
                        "run_id: " + run.getFileName());
        assertThat(Files.readAllLines(run.resolveSibling("meta.yaml"))).contains("name: 'it''s an experiment'");
    }

    @Test
    void runsOfOneExperimentLieTogether() throws IOException {
        Path first = Path.of(new LocalTracking(root).record(run("m1")));
        Path second = Path.of(new LocalTracking(root).record(run("m2")));

        assertThat(second.getParent()).isEqualTo(first.getParent());
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void anExperimentThatMlflowMadeIsFound() throws IOException {
        Path made = Files.createDirectories(root.resolve("123"));
        Files.writeString(made.resolve("meta.yaml"), "experiment_id: '123'\nname: 'it''s an experiment'\n");

        assertThat(Path.of(new LocalTracking(root).record(run("m1"))).getParent())
                .isEqualTo(made);
    }

    @Test
    void aNameDoesNotLeaveItsFolder() throws IOException {
        TrackedRun hostile = new TrackedRun(
                "e", "r", Instant.EPOCH, Instant.EPOCH, Map.of("../../up", "1"), Map.of(), Map.of(), Map.of());

        new LocalTracking(root.resolve("inside")).record(hostile);

        try (Stream<Path> beside = Files.list(root)) {
            assertThat(beside).containsExactly(root.resolve("inside"));
        }
    }

    static TrackedRun run(String name) {
        return new TrackedRun(
                "it's an experiment",
                name,
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-01-01T00:01:00Z"),
                Map.of("eta", "0.1"),
                Map.of("log_loss", 0.25),
                Map.of("model_id", name),
                Map.of("card.md", "a card".getBytes(StandardCharsets.UTF_8)));
    }
}
