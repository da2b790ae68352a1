package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a data set to a forecast through the built program. */
class ScorerIT {

    private static final String HEADER =
            "timestamp,squad,platform,environment,device_id,memory_mb,scenarios_total,scenarios_failed\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("runs.csv"), runs());
        Files.writeString(
                folder.resolve("planned.json"),
                "{\"runs\": [{\"timestamp\": \"2026-02-01T10:00:00Z\", \"squad\": \"pay\", \"platform\": \"ios\","
                        + " \"environment\": \"beta\", \"device_id\": \"phone1\", \"scenarios_total\": 11}]}");
    }

    @Test
    void checksExploresTrainsAndForecasts() throws Exception {
        assertThat(done("data", "check", file("runs.csv"))).contains("400 rows, no violations");

        done("explore", file("runs.csv"), "--out", file("reports"));
        assertThat(folder.resolve("reports")).isDirectoryContaining("glob:**/{by_squad.csv,summary.txt,report.html}");
        assertThat(folder.resolve("reports/plots")).isNotEmptyDirectory();

        String trained = done("train", file("runs.csv"), "--out", file("models"), "--exclude-leaky");
        String model = trained.strip().lines().reduce((first, last) -> last).orElseThrow();
        assertThat(done("predict", "--model", model, file("planned.json"))).contains("\"p_fail\":0.");
        assertThat(done("explain", "--model", model, file("planned.json"))).contains("\"delta_p_fail\":");

        String id = Path.of(model).getFileName().toString();
        done("models", "promote", "--in", file("models"), id);
        assertThat(done("models", "list", "--in", file("models"))).contains(id, "production");
        assertThat(done("models", "compare", "--in", file("models"), id)).contains("No difference beyond luck");
    }

    @Test
    void aModelThatKnowsNoMoreThanTheBaseRateIsNotPromotedUnasked() throws Exception {
        SplittableRandom chance = new SplittableRandom(5);
        StringBuilder csv = new StringBuilder(HEADER);
        for (int week = 0; week < 200; week++) {
            csv.append("%s,pay,ios,beta,phone,1,10,%d%n"
                    .formatted(LocalDateTime.of(2022, 1, 3, 10, 0).plusWeeks(week), chance.nextInt(2)));
        }
        Files.writeString(folder.resolve("noise.csv"), csv);
        String trained = done("train", file("noise.csv"), "--out", file("models"));
        String id = Path.of(
                        trained.strip().lines().reduce((first, last) -> last).orElseThrow())
                .getFileName()
                .toString();

        FlakyRun refused = flaky(Map.of(), "models", "promote", "--in", file("models"), id);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("no better than always saying the share of failures", "--force");
        assertThat(done("models", "promote", "--force", "--in", file("models"), id))
                .contains("In production: " + id);
    }

    @Test
    void aDataSetWithMistakesEndsWithOne() throws Exception {
        Files.writeString(folder.resolve("runs.csv"), HEADER + "2026-01-01T10:00:00,pay,ios,beta,p1,400.5,3,7\n");

        FlakyRun run = flaky(Map.of(), "data", "check", "--format", "json", file("runs.csv"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("\"row\"", "scenarios_failed");
    }

    @Test
    void withoutXgboostTrainingFallsBackAndSaysSo() throws Exception {
        FlakyRun run = flaky(
                Map.of("JAVA_TOOL_OPTIONS", "-Dos.arch=riscv64"), "train", file("runs.csv"), "--out", file("models"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("chosen: logistic_regression", "trees need XGBoost", "arm64");
        assertThat(run.err()).doesNotContain("\tat ");
    }

    @Test
    void theSampleSchemasFitTheirData() throws Exception {
        Path data = Path.of("../../shared/data");
        assumeThat(data).as("the data sets are not part of the project").isDirectory();

        for (String[] one : new String[][] {
            {"iofrol", "iofrol.csv.gz"}, {"lrts", "karaf_training.csv.gz"}, {"e2e-runs", "e2e_runs_meli_fake.csv.gz"}
        }) {
            String checked = done(
                    "data",
                    "check",
                    data.resolve(one[0]).resolve(one[1]).toString(),
                    "--schema",
                    "../samples/data/%s.schema.yaml".formatted(one[0]));
            assertThat(checked).contains("no violations");
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String done(String... arguments) throws IOException, InterruptedException {
        FlakyRun run = flaky(Map.of(), arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    private FlakyRun flaky(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return FlakyProcess.start(folder, environment, arguments).end();
    }

    /** One squad breaks often, and failed runs use more memory. */
    private static String runs() {
        SplittableRandom chance = new SplittableRandom(5);
        StringBuilder csv = new StringBuilder(HEADER);
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
