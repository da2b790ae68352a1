package dev.flakydetector.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flakydetector.domain.Cost;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Forecast;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.PFail;
import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.domain.SeenCluster.FalsePositive;
import dev.flakydetector.domain.SeenCluster.Past;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.render.json.JsonReport;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportedInsightTest {

    private static final TestId TEST = TestId.parse("tests/a.py::test_a");

    @TempDir
    private Path folder;

    @Test
    void readsWhatAReportSays() throws Exception {
        Insight insight = read("""
            {"cost": {"total_usd": 0.03, "estimate": true, "prices_dated": "2026-10-01", "region": "us-east-1",
              "items": [{"name": "lambda_gb_second_arm64", "quantity": 2.5, "unit": "GB-second", "usd": 0.03}]},
             "clusters": [{"key": "v1-abc", "name": "ConnectionError: refused", "failures": 3,
              "tests": ["tests/a.py::test_a"], "times": 4, "branches": 2, "since": "2026-10-01T00:00:00Z",
              "false_positive": {"p": 0.9, "lo": 0.7, "hi": 0.98}}],
             "tests": [{"id": "tests/a.py::test_a", "p_fail": {"probability": 0.25, "model": "m1"}},
              {"id": "tests/a.py::test_b"}]}\
            """);

        assertThat(insight.forecast().byTest()).containsOnlyKeys(TEST).containsValue(new PFail(0.25, "m1"));
        assertThat(insight.clusters())
                .containsExactly(new SeenCluster(
                        "v1-abc",
                        "ConnectionError: refused",
                        3,
                        List.of(TEST),
                        Optional.of(new Past(4, 2, Instant.parse("2026-10-01T00:00:00Z"))),
                        Optional.of(new FalsePositive(0.9, new Interval(0.7, 0.98)))));
        assertThat(insight.cost())
                .contains(new Cost(
                        true,
                        "2026-10-01",
                        "us-east-1",
                        List.of(new Cost.Item("lambda_gb_second_arm64", 2.5, "GB-second", 0.03))));
    }

    @Test
    void comesBackAsTheReportWroteIt() throws Exception {
        Insight insight = new Insight(
                new Forecast(Map.of(TEST, new PFail(0.25, "m1")), Optional.empty()),
                List.of(new SeenCluster(
                        "v1-abc",
                        "ConnectionError: refused",
                        3,
                        List.of(TEST),
                        Optional.of(new Past(4, 2, Instant.parse("2026-10-01T00:00:00Z"))),
                        Optional.of(new FalsePositive(0.9, new Interval(0.7, 0.98))))),
                Optional.of(new Cost(
                        true, "2026-10-01", "us-east-1", List.of(new Cost.Item("gb", 2.5, "GB-second", 0.03)))));
        Path file = folder.resolve("written.json");

        Detection detection =
                ResultFile.read(new ResultJson().with(TEST.toString(), 6).in(folder));
        try (OutputStream out = Files.newOutputStream(file)) {
            JsonReport.write(detection.with(insight), none -> {}, out);
        }

        assertThat(ResultFile.read(file).insight()).isEqualTo(insight);
    }

    @Test
    void aReportOfAnOlderVersionHasNone() throws Exception {
        assertThat(read("{}")).isEqualTo(Insight.NONE);
    }

    @Test
    void saysWhyThereIsNoForecast() throws Exception {
        assertThat(read("{\"forecast_absence\": \"there is no model yet\"}")
                        .forecast()
                        .absence())
                .contains("there is no model yet");
    }

    @Test
    void aStrangersWordsAreCut() throws Exception {
        SeenCluster cluster = read("{\"clusters\": [{\"key\": \"%s\", \"name\": \"n\", \"failures\": 1}]}"
                        .formatted("k".repeat(10_000)))
                .clusters()
                .get(0);

        assertThat(cluster.key()).hasSize(2_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tests\": [{\"id\": \"a::b\", \"p_fail\": {\"probability\": 7}}]}",
                "{\"tests\": [{\"id\": \"a::b\", \"p_fail\": {}}]}",
                "{\"clusters\": [{\"key\": \"k\", \"name\": \"n\", \"failures\": -1}]}",
                "{\"clusters\": [{\"failures\": 1, \"times\": 0, \"since\": \"2026-10-01T00:00:00Z\"}]}",
                "{\"clusters\": [{\"failures\": 1, \"times\": 1, \"since\": \"once\"}]}",
                "{\"clusters\": [{\"failures\": 1, \"false_positive\": {\"p\": \"much\"}}]}",
                "{\"cost\": {\"items\": [{\"name\": \"n\", \"quantity\": -1, \"usd\": 0}]}}"
            })
    void aWrongFieldIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Insight read(String json) throws JsonProcessingException {
        JsonNode head = new ObjectMapper().readTree(json);
        return ReportedInsight.of(head, list(head.path("tests")), list(head.path("clusters")));
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
