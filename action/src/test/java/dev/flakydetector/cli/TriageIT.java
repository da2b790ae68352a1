package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failure triage as a user calls it. */
class TriageIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path records;
    private Path out;

    @BeforeEach
    void writeRecords() throws IOException {
        records = folder.resolve("failures.jsonl");
        out = folder.resolve("out");
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 4; i++) {
            lines.append(record("cart" + i, "testCart", "ValueError: no price for token=sesame123 <b>", i, i != 2));
        }
        for (int i = 1; i <= 3; i++) {
            lines.append(record("login" + i, "testLogin", "TimeoutError: waited 30s for login", i, false));
        }
        lines.append("{\"id\": \"broken\", \"log\": 17}\n");
        lines.append(record("alone", "testAlone", "OSError: disk is full", 9, true));
        Files.writeString(records, lines);
    }

    private static String record(String id, String test, String error, int day, boolean merged) throws IOException {
        String log =
                "run %d\nnot ok %d %s\nTraceback (most recent call last):\n  File \"/b/%s.py\", line %d, in %s\n%s\n"
                        .formatted(day, day, test, test, day, test, error);
        return JSON.createObjectNode()
                        .put("id", id)
                        .put("status", "failure")
                        .put("test", test)
                        .put("log", log)
                        .put("pull", day)
                        .put("revision", "r" + day)
                        .put("context", "linux")
                        .put("date", "2026-01-0%dT12:00:00Z".formatted(day))
                        .put("merged", merged)
                + "\n";
    }

    @Test
    void trainsWritesItsFilesAndPrintsTheSameJson() throws IOException {
        FlakyRun run = train("--format", "json");

        JsonNode printed = JSON.readTree(run.out());
        assertThat(run.exitCode()).isZero();
        assertThat(printed).isEqualTo(JSON.readTree(out.resolve("clusters.json").toFile()));
        assertThat(printed.path("algorithm").asText()).isEqualTo("tokens");
        JsonNode first = printed.path("clusters").path(0);
        assertThat(first.path("members")).hasSize(4);
        assertThat(first.path("merged").asInt()).isEqualTo(3);
        assertThat(first.path("not_merged").asInt()).isEqualTo(1);
        assertThat(first.path("false_positive").path("p").asDouble()).isBetween(0.66, 0.67);
        assertThat(first.path("first_seen").asText()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(first.path("last_seen").asText()).isEqualTo("2026-01-04T12:00:00Z");
        assertThat(first.path("exemplar").asText()).isEqualTo("cart1");
        assertThat(printed.path("noise").toString()).isEqualTo("[\"alone\"]");
        assertThat(printed.path("problems").path(0).path("line").asInt()).isEqualTo(8);
        assertThat(run.err()).contains("failures.jsonl:8: 'log' must be a text, found a number");
    }

    @Test
    void thePageEscapesAndMasksWhatLogsSay() throws IOException {
        train();

        String page = Files.readString(out.resolve("report.html"));
        assertThat(page)
                .contains("Like no other", "OSError: disk is full", "<em>testAlone</em>", "alone · 9 Jan 2026")
                .contains("&lt;b&gt;", "seen 4 times on 4 revisions, 4 pull requests, 1 context")
                .doesNotContain("sesame123", "<b>no", "http://", "<script");
    }

    @Test
    void trainingTwiceGivesTheSameBytes() throws IOException {
        train();
        byte[] model = Files.readAllBytes(out.resolve("model.bin"));
        String clusters = Files.readString(out.resolve("clusters.json"));

        train();

        assertThat(Files.readAllBytes(out.resolve("model.bin"))).isEqualTo(model);
        assertThat(Files.readString(out.resolve("clusters.json"))).isEqualTo(clusters);
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void classifiesNewFailures() throws IOException {
        train();
        Path fresh = folder.resolve("new.jsonl");
        Files.writeString(
                fresh,
                record("n1", "testCart", "ValueError: no price for token=other", 30, true)
                        + record("n2", "testLogin", "TimeoutError: waited 99s for login", 30, true)
                        + record("n3", "testNew", "KeyError: nobody saw this", 30, true));

        FlakyRun run = FlakyRun.of(folder, "triage", "classify", "--model", out.toString(), fresh.toString());

        assertThat(run.exitCode()).isZero();
        JsonNode[] lines = run.out().lines().map(TriageIT::parse).toArray(JsonNode[]::new);
        assertThat(lines).hasSize(3);
        assertThat(lines[0].path("decision").asText()).isEqualTo("flake-likely");
        assertThat(lines[0].path("similarity").asDouble()).isGreaterThan(0.7);
        assertThat(lines[0].path("labels_signal").isBoolean()).isTrue();
        assertThat(lines[1].path("decision").asText()).isEqualTo("flake-possible");
        assertThat(lines[1].path("false_positive").path("p").asDouble()).isEqualTo(0.2);
        assertThat(lines[2].path("decision").asText()).isEqualTo("unknown");
        assertThat(lines[2].path("cluster").isNull()).isTrue();
        assertThat(lines[2].path("false_positive").isNull()).isTrue();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("Not JSON: " + line, e);
        }
    }

    @Test
    void readsJunitReportsToo() throws IOException {
        Path reports = Files.createDirectory(folder.resolve("reports"));
        for (int i = 1; i <= 3; i++) {
            Files.writeString(reports.resolve("TEST-" + i + ".xml"), """
                    <testsuite name="com.acme.CartTest" tests="2" failures="1">
                      <testcase classname="com.acme.CartTest" name="total" time="0.1">
                        <failure type="java.lang.IllegalStateException" message="no price"><![CDATA[java.lang.IllegalStateException: no price
                    \tat com.acme.Cart.total(Cart.java:%d)
                    ]]></failure>
                      </testcase>
                      <testcase classname="com.acme.CartTest" name="other" time="0.1"/>
                    </testsuite>
                    """.formatted(i));
        }
        Files.writeString(reports.resolve("TEST-4.xml"), "no xml");

        FlakyRun run =
                FlakyRun.of(folder, "triage", "train", reports.toString(), "--out", out.toString(), "--format", "json");

        JsonNode printed = JSON.readTree(run.out());
        assertThat(run.exitCode()).isZero();
        assertThat(printed.path("clusters")).hasSize(1);
        assertThat(printed.path("clusters").path(0).path("name").asText())
                .isEqualTo("java.lang.IllegalStateException: no price in com.acme.CartTest::total");
        assertThat(printed.path("problems").path(0).path("file").asText()).isEqualTo("TEST-4.xml");
    }

    @Test
    void trainsOnTheDetectionsOfTheStore() throws IOException {
        Path shop = Files.createDirectory(folder.resolve("shop"));
        Files.writeString(
                shop.resolve("run"), "test $((TEST_SEED % 3)) -ne 0 || { echo 'OSError: no door'; exit 1; }\n");
        String db = folder.resolve("db").toString();
        FlakyRun.of(
                folder,
                "detect",
                shop.toString(),
                "--framework",
                "command",
                "--test-command",
                "sh run",
                "--runs",
                "20",
                "--until",
                "cap",
                "--seed",
                "7",
                "--db",
                db);

        FlakyRun run = FlakyRun.of(
                folder,
                "triage",
                "train",
                "--from-history",
                shop.toString(),
                "--db",
                db,
                "--out",
                out.toString(),
                "--format",
                "json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode cluster = JSON.readTree(run.out()).path("clusters").path(0);
        assertThat(cluster.path("name").asText()).startsWith("OSError: no door");
        assertThat(cluster.path("merged").asInt())
                .isEqualTo(cluster.path("size").asInt())
                .isPositive();
    }

    @Test
    void theProjectMaySetTheThreshold() throws IOException {
        train();
        Path project = Files.createDirectory(folder.resolve("project"));
        Files.writeString(project.resolve(".flaky-detector.yml"), "false_positive_threshold: 0.9\n");

        FlakyRun strict = classifyIn(project);
        Files.writeString(project.resolve(".flaky-detector.yml"), "runs: 5\nfalse_positive_treshold: 0.9\n");
        FlakyRun wrong = classifyIn(project);
        Files.writeString(project.resolve(".flaky-detector.yml"), "false_positive_threshold: 40\n");
        FlakyRun outOfBounds = classifyIn(project);

        assertThat(parse(strict.out().lines().findFirst().orElseThrow())
                        .path("decision")
                        .asText())
                .isEqualTo("flake-possible");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains(".flaky-detector.yml:2", "false_positive_threshold");
        assertThat(outOfBounds.err()).contains(".flaky-detector.yml:1", "from 0 to 1");
    }

    private FlakyRun classifyIn(Path project) {
        return FlakyRun.in(project, folder, "triage", "classify", "--model", out.toString(), records.toString());
    }

    @Test
    void everyKindOfBadInputIsListedAndTheRestIsKept() throws IOException {
        Path bad = Files.createDirectory(folder.resolve("bad"));
        Files.move(records, bad.resolve("a.jsonl"));
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

        FlakyRun run =
                FlakyRun.of(folder, "triage", "train", bad.toString(), "--out", out.toString(), "--format", "json");

        JsonNode printed = JSON.readTree(run.out());
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
        try (Stream<Path> files = Files.list(folder.getParent())) {
            assertThat(files).noneMatch(file -> file.endsWith("escape.json"));
        }
    }

    @Test
    void thePublishedAlgorithmCanBeChosen() throws IOException {
        FlakyRun run = train("--algorithm", "ncd", "--format", "json");

        assertThat(run.exitCode()).isZero();
        assertThat(JSON.readTree(run.out()).path("algorithm").asText()).isEqualTo("ncd");
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
        Files.createDirectory(folder.resolve("empty"));
        String[] arguments = Stream.of(call.split(" "))
                .map(word -> word.matches("(missing|failures)\\.jsonl|out|empty|nowhere")
                        ? folder.resolve(word).toString()
                        : word)
                .toArray(String[]::new);

        FlakyRun run = FlakyRun.of(folder, arguments);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isNotBlank().doesNotContain("Exception", "\tat ");
    }

    private FlakyRun train(String... more) {
        String[] call = {"triage", "train", records.toString(), "--out", out.toString()};
        return FlakyRun.of(folder, Stream.of(call, more).flatMap(Stream::of).toArray(String[]::new));
    }
}
