package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.machine.Machine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a data set to a forecast through the command line alone. */
class ScorerCommandsTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void trainsForecastsExplainsAndPromotes() throws IOException {
        Files.writeString(folder.resolve("runs.csv"), runs());
        Files.writeString(
                folder.resolve("planned.json"),
                "{\"runs\": [{\"timestamp\": \"2026-02-01T10:00:00Z\", \"squad\": \"pay\", \"platform\": \"ios\","
                        + " \"environment\": \"beta\", \"device_id\": \"phone1\", \"scenarios_total\": 11}]}");

        String trained = done("train", "runs.csv", "--out", "models", "--exclude-leaky");
        Path model =
                Path.of(trained.strip().lines().reduce((first, last) -> last).orElseThrow());

        assertThat(model).isDirectoryContaining("glob:**/{model.binpb}").isDirectoryContaining("glob:**/report.json");
        assertThat(trained).contains("ROC-AUC", "memory_mb looks measured during the run");
        assertThat(done("predict", "--model", model.toString(), "planned.json"))
                .contains(
                        "\"p_fail\":0.",
                        "\"predicted_failed\":",
                        model.getFileName().toString());
        assertThat(done("explain", "--model", model.toString(), "planned.json")).contains("\"contributions\":[");
        String id = model.getFileName().toString();
        assertThat(done("models", "promote", "--in", "models", id.substring(0, 8)))
                .contains("In production: " + id);
        assertThat(done("models", "list", "--in", "models")).contains(id, "production");
        assertThat(done("models", "compare", "--in", "models", id)).contains("No difference beyond luck");
    }

    @Test
    void tellsWhatIsWrongWithTheInput() throws IOException {
        Files.writeString(folder.resolve("runs.csv"), "timestamp,squad\nsoon,pay\n");

        assertThat(flaky("train", "runs.csv", "--out", "models", "--split", "sideways"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--split must be one of stratified, forward, last");
        assertThat(flaky("train", "runs.csv", "--out", "models")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("There is no column 'scenarios_failed'");
        assertThat(flaky("predict", "--model", "models", "runs.csv")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("holds no model");
        assertThat(flaky("models", "promote", "--in", "models", "nothing")).isEqualTo(2);
    }

    private String done(String... arguments) {
        out.reset();
        err.reset();
        int exitCode = flaky(arguments);
        assertThat(exitCode).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private int flaky(String... arguments) {
        Machine machine = new Machine(
                Map.of(),
                folder,
                folder,
                folder,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                Clock.systemUTC(),
                new SplittableRandom(1));
        return Flaky.run(machine, arguments);
    }

    /** One squad breaks often, and failed runs use more memory. */
    private static String runs() {
        SplittableRandom chance = new SplittableRandom(5);
        StringBuilder csv = new StringBuilder(
                "timestamp,squad,platform,environment,device_id,memory_mb,scenarios_total,scenarios_failed\n");
        for (int row = 0; row < 400; row++) {
            boolean pays = chance.nextBoolean();
            boolean failed = chance.nextDouble() < (pays ? 0.7 : 0.2);
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%s,ios,beta,phone%d,%.2f,%d,%d%n",
                    LocalDateTime.of(2026, 1, 1, 0, 0).plusMinutes(31L * row),
                    pays ? "pay" : "search",
                    chance.nextInt(3),
                    (failed ? 600 : 400) + 100 * chance.nextDouble(),
                    10 + chance.nextInt(3),
                    failed ? 1 : 0));
        }
        return csv.toString();
    }
}
