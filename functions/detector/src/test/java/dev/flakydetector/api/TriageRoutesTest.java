package dev.flakydetector.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.failure.Algorithm;
import dev.flakydetector.failure.TriageTraining;
import dev.flakydetector.failure.record.FailureRecord;
import dev.flakydetector.failure.record.ReadingSummary;
import dev.flakydetector.history.InMemoryRunHistory;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriageRoutesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-03T10:00:00Z");

    private Triage.Known known = new Triage.Known.Ready(trained().model());
    private final Api api = Api.over(new ApiParts(
            new InMemoryRunHistory(),
            new NoLauncher(),
            new NoModel("train one"),
            () -> known,
            Set.of("https"),
            () -> "d1",
            new SplittableRandom(1),
            Clock.fixed(NOW, ZoneOffset.UTC),
            "1.2.3"));

    private static TriageTraining.Trained trained() {
        TriageTraining training = new TriageTraining(Algorithm.TOKENS, text -> text);
        for (int i = 0; i < 4; i++) {
            training.accept(new FailureRecord(
                    "r" + i,
                    "testCart",
                    "linux",
                    "c" + i,
                    "7",
                    Optional.of(Instant.parse("2026-06-0%dT08:00:00Z".formatted(i + 3))),
                    Optional.of(i != 0),
                    log("no price for " + i)));
        }
        return training.finish(new ReadingSummary(4, 0, List.of(), 0));
    }

    private static String log(String error) {
        return "not ok 1 testCart\nTraceback (most recent call last):\n  File \"/b/cart.py\", line 3, in testCart\nValueError: "
                + error + "\n";
    }

    @Test
    void placesOneFailureWithItsEvidence() throws IOException {
        JsonNode answer = json(
                post(JSON.createObjectNode().put("log", log("no price for 99")).put("test", "testCart")));

        assertThat(answer.path("cluster").asText()).startsWith("t3-");
        assertThat(answer.path("decision").asText()).isEqualTo("flake-likely");
        assertThat(answer.path("false_positive").path("p").asDouble()).isEqualTo(0.6667);
        JsonNode evidence = answer.path("evidence");
        assertThat(evidence.path("size").asInt()).isEqualTo(4);
        assertThat(evidence.path("share_merged").asDouble()).isEqualTo(0.75);
        assertThat(evidence.path("exemplar").asText()).isEqualTo("r0");
        assertThat(evidence.path("excerpt").asText()).contains("ValueError");
        assertThat(evidence.path("first_seen").asText()).isEqualTo("2026-06-03T08:00:00Z");
        assertThat(evidence.path("last_seen").asText()).isEqualTo("2026-06-06T08:00:00Z");
    }

    @Test
    void placesAListInItsOrder() throws IOException {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("failures")
                .add(JSON.createObjectNode().put("id", "new").put("log", "KeyError: nobody saw this"))
                .add(JSON.createObjectNode().put("log", log("no price for 5")))
                .add(JSON.createObjectNode().put("log", ""));
        body.put("threshold", 0.9);

        JsonNode answers = json(post(body)).path("failures");

        assertThat(answers).hasSize(3);
        assertThat(answers.path(0).path("id").asText()).isEqualTo("new");
        assertThat(answers.path(0).path("decision").asText()).isEqualTo("unknown");
        assertThat(answers.path(0).has("evidence")).isFalse();
        assertThat(answers.path(1).path("id").asText()).isEqualTo("2");
        assertThat(answers.path(1).path("decision").asText()).isEqualTo("flake-possible");
        assertThat(answers.path(2).path("cluster").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "[]~400",
                "{}~400",
                "null~400",
                "{\"log\":5}~400",
                "{\"log\":null}~400",
                "{\"log\":\"x\",\"colour\":1}~400",
                "{\"log\":\"x\",\"id\":7}~400",
                "{\"log\":\"x\",\"threshold\":\"high\"}~400",
                "{\"log\":\"x\",\"threshold\":1.5}~422",
                "{\"failures\":[]}~400",
                "{\"failures\":{\"log\":\"x\"}}~400",
                "{\"failures\":[\"x\"]}~400",
                "{\"failures\":[{\"log\":\"x\"}],\"log\":\"y\"}~400",
                "{\"failures\":[{\"log\":\"x\",\"id\":\"a\"},{\"log\":\"y\",\"id\":\"a\"}]}~400",
                "{\"log\":\"x\",\"log\":\"y\"}~400"
            })
    void refusesWhatItCannotWorkWith(String body, int status) {
        ApiAnswer answer = post(body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
    }

    @Test
    void listsEveryProblemWithItsPlace() throws IOException {
        ApiAnswer answer = post("{\"failures\":[{\"log\":1},\"x\",{\"text\":\"y\"}],\"threshold\":true}");

        assertThat(StreamSupport.stream(json(answer).path("problems").spliterator(), false)
                        .map(problem -> problem.path("field").asText()))
                .containsExactlyInAnyOrder(
                        "failures[0].log", "failures[1]", "failures[2].log", "failures[2].text", "threshold");
    }

    @Test
    void boundsTheLengthOfALogAndOfTheList() {
        ObjectNode longLog = JSON.createObjectNode().put("log", "x".repeat(3 << 20));
        ObjectNode longList = JSON.createObjectNode();
        for (int i = 0; i < 101; i++) {
            longList.withArray("failures").add(JSON.createObjectNode().put("log", "x"));
        }

        assertThat(post(longLog).status()).isEqualTo(422);
        assertThat(post(longList).status()).isEqualTo(413);
        assertThat(post(JSON.createObjectNode().put("log", "x".repeat(50 << 20)))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void takesALineWithoutEndAndBytesThatAreNoText() {
        assertThat(post(JSON.createObjectNode().put("log", "E ".repeat(1 << 20)))
                        .status())
                .isEqualTo(200);
        assertThat(post(JSON.createObjectNode().put("log", "\0\1\2\uFFFD".repeat(1000)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void advisesWhenThereIsNoModel() throws IOException {
        known = new Triage.Known.Nothing("make one with 'flaky triage train'");

        ApiAnswer answer = post("{\"log\":\"x\"}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(json(answer).path("detail").asText()).contains("flaky triage train");
    }

    private ApiAnswer post(JsonNode body) {
        return post(body.toString());
    }

    private ApiAnswer post(String body) {
        return api.answer(ApiRequest.of("POST", "/triage", Map.of("Content-Type", "application/json"), body));
    }

    private static JsonNode json(ApiAnswer answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
