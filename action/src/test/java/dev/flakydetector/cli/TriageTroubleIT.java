package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failure triage given what it cannot use. */
class TriageTroubleIT {

    private final RecordedFailures triage;

    TriageTroubleIT(@TempDir Path folder) throws IOException {
        triage = RecordedFailures.in(folder);
    }

    @Test
    void everyKindOfBadInputIsListedAndTheRestIsKept() throws IOException {
        Path bad = Files.createDirectory(triage.folder().resolve("bad"));
        Files.move(triage.records(), bad.resolve("a.jsonl"));
        Files.writeString(
                bad.resolve("b.jsonl"),
                "{\"id\":\"empty\",\"log\":\"\"}\n"
                        + "{\"id\":\"binary\",\"log\":\"" + "\\u0000\\u0001\\ufffd".repeat(50) + "\"}\n"
                        + "{\"id\":\"cart1\",\"log\":\"OSError: same id\"}\n"
                        + "{\"id\":[1],\"merged\":\"yes\",\"test\":{},\"log\":\"OSError: wrong types\"}\n"
                        + "{\"id\":\"iso\",\"date\":\"2026-06-03T08:00:00Z\",\"log\":\"x\"}\n"
                        + "{\"id\":\"mail\",\"date\":\"Wed, 3 Jun 2026 08:00:00 GMT\",\"log\":\"x\"}\n"
                        + "{\"id\":\"epoch\",\"date\":1780473600,\"log\":\"x\"}\n"
                        + "{\"id\":\"undated\",\"date\":\"yesterday\",\"log\":\"x\"}\n"
                        + "{\"id\":\"long\",\"log\":\"" + "Error ".repeat(50_000_000 / 6) + "\"}\n");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bad.resolve("c.zip")))) {
            zip.putNextEntry(new ZipEntry("../../../escape.json"));
            zip.write("{\"log\":\"OSError: out\"}".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("bomb.xml"));
            byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 300; i++) {
                zip.write(blanks);
            }
            zip.putNextEntry(new ZipEntry("fine.json"));
            zip.write("{\"id\":\"fine\",\"log\":\"OSError: fine\"}".getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(bad.resolve("d.zip"), "no zip");

        FlakyRun run = triage.trainOn(bad, "--format", "json");

        JsonNode printed = RecordedFailures.parse(run.out());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains(
                        "b.jsonl:1: the log is empty",
                        "b.jsonl:2: the log is binary",
                        "b.jsonl:3: the id 'cart1' is taken: kept as 'cart1#2'",
                        "b.jsonl:4: 'merged' must be true or false",
                        "b.jsonl:8: 'date' is no date",
                        "c.zip!../../../escape.json: its name leads out of the zip",
                        "c.zip!bomb.xml: it unpacks to more",
                        "d.zip: ")
                .doesNotContain("b.jsonl:5", "b.jsonl:6", "b.jsonl:7", "\tat ");
        assertThat(printed.path("failures").asInt()).isEqualTo(8 + 9 + 1);
        assertThat(printed.path("problems").size()).isGreaterThanOrEqualTo(8);
        try (Stream<Path> files = Files.list(triage.folder().getParent())) {
            assertThat(files).noneMatch(file -> file.endsWith("escape.json"));
        }
    }

    @Test
    void theProjectMaySetTheThreshold() throws IOException {
        triage.train();
        Path project = Files.createDirectory(triage.folder().resolve("project"));
        Files.writeString(project.resolve(".flaky-detector.yml"), "false_positive_threshold: 0.9\n");

        FlakyRun strict = classifyIn(project);
        Files.writeString(project.resolve(".flaky-detector.yml"), "runs: 5\nfalse_positive_treshold: 0.9\n");
        FlakyRun wrong = classifyIn(project);
        Files.writeString(project.resolve(".flaky-detector.yml"), "false_positive_threshold: 40\n");
        FlakyRun outOfBounds = classifyIn(project);

        assertThat(RecordedFailures.parse(strict.out().lines().findFirst().orElseThrow())
                        .path("decision")
                        .asText())
                .isEqualTo("flake-possible");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains(".flaky-detector.yml:2", "false_positive_threshold");
        assertThat(outOfBounds.err()).contains(".flaky-detector.yml:1", "from 0 to 1");
    }

    private FlakyRun classifyIn(Path project) {
        return FlakyRun.in(
                project,
                triage.folder(),
                "triage",
                "classify",
                "--model",
                triage.out().toString(),
                triage.records().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "triage train missing.jsonl --out out",
                "triage train empty --out out",
                "triage train s3://Not_A_Bucket/failures.zip --out out",
                "triage train failures.jsonl --out s3://",
                "triage train --out out",
                "triage train --from-history --db empty --out out",
                "triage train failures.jsonl --out failures.jsonl",
                "triage train failures.jsonl --out out --algorithm guess",
                "triage train failures.jsonl --out out --format xml",
                "triage train failures.jsonl",
                "triage classify --model nowhere failures.jsonl",
                "triage classify --model failures.jsonl failures.jsonl",
                "triage classify --model empty missing.jsonl",
                "triage classify --model empty failures.jsonl --threshold 2",
                "triage"
            })
    void badInputIsRefusedInWords(String call) throws IOException {
        Files.createDirectory(triage.folder().resolve("empty"));
        String[] arguments = Stream.of(call.split(" "))
                .map(word -> word.matches("(missing|failures)\\.jsonl|out|empty|nowhere")
                        ? triage.folder().resolve(word).toString()
                        : word)
                .toArray(String[]::new);

        FlakyRun run = FlakyRun.of(triage.folder(), arguments);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isNotBlank().doesNotContain("Exception", "\tat ");
    }
}
