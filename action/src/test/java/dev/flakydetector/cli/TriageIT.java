package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failure triage as a user calls it. */
class TriageIT {

    private final RecordedFailures triage;

    TriageIT(@TempDir Path folder) throws IOException {
        triage = RecordedFailures.in(folder);
    }

    @Test
    void trainsWritesItsFilesAndPrintsTheSameJson() throws IOException {
        FlakyRun run = triage.train("--format", "json");

        JsonNode printed = RecordedFailures.parse(run.out());
        assertThat(run.exitCode()).isZero();
        assertThat(printed)
                .isEqualTo(RecordedFailures.parse(Files.readString(triage.out().resolve("clusters.json"))));
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
        triage.train();

        String page = Files.readString(triage.out().resolve("report.html"));
        assertThat(page)
                .contains("Like no other", "OSError: disk is full", "<em>testAlone</em>", "alone · 9 Jan 2026")
                .contains("&lt;b&gt;", "seen 4 times on 4 revisions, 4 pull requests, 1 context")
                .doesNotContain("sesame123", "<b>no", "http://", "<script");
    }

    @Test
    void trainingTwiceGivesTheSameBytes() throws IOException {
        triage.train();
        byte[] model = Files.readAllBytes(triage.out().resolve("model.bin"));
        String clusters = Files.readString(triage.out().resolve("clusters.json"));

        triage.train();

        assertThat(Files.readAllBytes(triage.out().resolve("model.bin"))).isEqualTo(model);
        assertThat(Files.readString(triage.out().resolve("clusters.json"))).isEqualTo(clusters);
        try (Stream<Path> files = Files.list(triage.out())) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void classifiesNewFailures() throws IOException {
        triage.train();
        Path fresh = triage.folder().resolve("new.jsonl");
        Files.writeString(
                fresh,
                RecordedFailures.record("n1", "testCart", "ValueError: no price for token=other", 30, true)
                        + RecordedFailures.record("n2", "testLogin", "TimeoutError: waited 99s for login", 30, true)
                        + RecordedFailures.record("n3", "testNew", "KeyError: nobody saw this", 30, true));

        FlakyRun run = FlakyRun.of(
                triage.folder(), "triage", "classify", "--model", triage.out().toString(), fresh.toString());

        assertThat(run.exitCode()).isZero();
        JsonNode[] lines = run.out().lines().map(RecordedFailures::parse).toArray(JsonNode[]::new);
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

    @Test
    void readsJunitReportsToo() throws IOException {
        Path reports = Files.createDirectory(triage.folder().resolve("reports"));
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

        FlakyRun run = triage.trainOn(reports, "--format", "json");

        JsonNode printed = RecordedFailures.parse(run.out());
        assertThat(run.exitCode()).isZero();
        assertThat(printed.path("clusters")).hasSize(1);
        assertThat(printed.path("clusters").path(0).path("name").asText())
                .isEqualTo("java.lang.IllegalStateException: no price in com.acme.CartTest::total");
        assertThat(printed.path("problems").path(0).path("file").asText()).isEqualTo("TEST-4.xml");
    }

    @Test
    void trainsOnTheDetectionsOfTheStore() throws IOException {
        Path shop = Files.createDirectory(triage.folder().resolve("shop"));
        Files.writeString(
                shop.resolve("run"), "test $((TEST_SEED % 3)) -ne 0 || { echo 'OSError: no door'; exit 1; }\n");
        String db = triage.folder().resolve("db").toString();
        FlakyRun.of(
                triage.folder(),
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
                triage.folder(),
                "triage",
                "train",
                "--from-history",
                shop.toString(),
                "--db",
                db,
                "--out",
                triage.out().toString(),
                "--format",
                "json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode cluster = RecordedFailures.parse(run.out()).path("clusters").path(0);
        assertThat(cluster.path("name").asText()).startsWith("OSError: no door");
        assertThat(cluster.path("merged").asInt())
                .isEqualTo(cluster.path("size").asInt())
                .isPositive();
    }

    @Test
    void thePublishedAlgorithmCanBeChosen() throws IOException {
        FlakyRun run = triage.train("--algorithm", "ncd", "--format", "json");

        assertThat(run.exitCode()).isZero();
        assertThat(RecordedFailures.parse(run.out()).path("algorithm").asText()).isEqualTo("ncd");
    }
}
