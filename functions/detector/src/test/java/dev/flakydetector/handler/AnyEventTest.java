package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flakydetector.api.Mutations;
import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.ShardResult;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.json.StoredJson;
import dev.flakydetector.json.UnreadableJson;
import dev.flakydetector.pipeline.PreparedFacts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Events, and objects that a worker may have written: each is read, or refused in words. */
class AnyEventTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String HTTP = """
            {"version":"2.0","rawPath":"/live/detections","rawQueryString":"","headers":{"content-type":"application/json"},\
            "queryStringParameters":{"limit":"5"},"requestContext":{"stage":"live","timeEpoch":1,\
            "http":{"method":"POST","path":"/live/detections"}},"body":"eyJyZXBvIjoxfQ==","isBase64Encoded":true}""";

    @Property(tries = 500, seed = "42")
    void anyBytesAreAnEventOrNone(@ForAll byte[] bytes) throws IOException {
        readEvent(bytes);
    }

    @Property(tries = 500, seed = "42")
    void anyMutatedEventNamesASafeIdOrNone(@ForAll("events") String text) throws IOException {
        readEvent(text.getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<String> events() {
        return Mutations.of("{\"action\":\"rerun\",\"detection_id\":\"d1\",\"index\":3,\"result_url\":\"http://a/b\"}");
    }

    private static void readEvent(byte[] bytes) throws IOException {
        try {
            assertThat(Event.read(new ByteArrayInputStream(bytes)).detectionId())
                    .matches("[A-Za-z0-9_-]{1,64}");
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("event");
        } catch (JsonProcessingException e) {
            assertThat(e.getOriginalMessage()).isNotEmpty();
        }
    }

    @Property(tries = 1_000, seed = "42")
    void anyMutatedCallOfTheApiIsAnswered(@ForAll("calls") String text) throws IOException {
        if (!isJson(text)) {
            return;
        }

        JsonNode answer = new ApiCall().answer(text);

        assertThat(answer.toString()).doesNotContain("Exception", "\\tat ");
    }

    @Provide
    Arbitrary<String> calls() {
        return Mutations.of(HTTP);
    }

    /** The Lambda service takes nothing else. */
    private static boolean isJson(String text) {
        try {
            return !JSON.readTree(text).isMissingNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    @Property(tries = 1_000, seed = "42")
    void anyMutatedFactsAreReadOrRefused(@ForAll("facts") String text) {
        try {
            assertThat(LedgerJson.facts(text.getBytes(StandardCharsets.UTF_8))).isNotNull();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    @Provide
    Arbitrary<String> facts() {
        return Mutations.of(new String(
                LedgerJson.write(new PreparedFacts(
                        Optional.of(Framework.PYTEST),
                        Optional.of(TestCommand.of("pytest", "-q")),
                        Set.of(Variation.ORDER),
                        List.of(Problem.of(Problem.Kind.SETUP, "slow")))),
                StandardCharsets.UTF_8));
    }

    @Property(tries = 1_000, seed = "42")
    void anyMutatedResultIsReadOrRefused(@ForAll("results") String text) {
        try {
            assertThat(StoredJson.shardResult(text)).isNotNull();
        } catch (UnreadableJson e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    @Provide
    Arbitrary<String> results() {
        CompletedAttempt attempt = new CompletedAttempt(
                new Attempt(1, new Seed(7), Set.of(Variation.ORDER), List.of()),
                new AttemptResult.Reported(List.of(Outcome.passed(new TestId("a", "b"), Duration.ofMillis(5)))),
                OptionalInt.of(0),
                new CapturedOutput("out", "", false),
                Duration.ofSeconds(1),
                new TreeMap<>(),
                List.of());
        return Mutations.of(StoredJson.write(new ShardResult("d1", 0, "word", List.of(attempt), Optional.empty())));
    }
}
