package dev.flakydetector.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Cost;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Forecast;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.pipeline.DetectionSteps;
import dev.flakydetector.pipeline.RequestDraft;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DetectionRoutesTest {

    private static final Instant NOW = Instant.parse("2026-11-03T10:00:00Z");

    private final InMemoryRunHistory history = new InMemoryRunHistory();
    private final Api api = Api.over(new ApiParts(
            history,
            new NoLauncher(),
            new NoModel("train one"),
            () -> new Triage.Known.Nothing("train one"),
            Set.of("https"),
            () -> "d1",
            new SplittableRandom(1),
            Clock.fixed(NOW, ZoneOffset.UTC),
            "1.2.3"));

    @BeforeEach
    void beginADetection() {
        String repository = "https://example.com/shop.git";
        RequestDraft draft = RequestDraft.of(repository);
        Detection accepted = DetectionSteps.accept("d1", repository, draft, new Seed(7), NOW);
        history.begin(accepted);
    }

    @Test
    void tellsWhatHistoryAndModelsAdd() throws IOException {
        SeenCluster cluster = new SeenCluster(
                "tokens-v1-7b0d44",
                "AssertionError: 1 != 2",
                9,
                List.of(TestId.parse("a::one")),
                Optional.of(new SeenCluster.Past(12, 5, Instant.parse("2026-06-03T08:15:00Z"))),
                Optional.empty());
        Cost cost =
                new Cost(false, "2026-05", "us-east-1", List.of(new Cost.Item("lambda_request", 3, "request", 0.0021)));
        history.conclude(history.find("d1")
                .orElseThrow()
                .with(new Insight(Forecast.absent("no model yet"), List.of(cluster), Optional.of(cost))));

        JsonNode answer = json(get(Map.of()));

        assertThat(answer.path("forecast_absence").asText()).isEqualTo("no model yet");
        assertThat(answer.path("clusters").path(0).path("times").asInt()).isEqualTo(12);
        assertThat(answer.path("cost").path("total_usd").asDouble()).isEqualTo(0.0021);
    }

    @Test
    void givesAsManyAttemptsAsWanted() throws IOException {
        for (int number = 0; number < 3; number++) {
            history.add("d1", attempt(number));
        }

        assertThat(json(get(Map.of())).path("results")).hasSize(3);
        assertThat(json(get(Map.of("attempts", "2"))).path("results")).hasSize(2);
        assertThat(json(get(Map.of("attempts", "0"))).path("results")).isEmpty();
        assertThat(get(Map.of("attempts", "-1")).status()).isEqualTo(422);
    }

    private static CompletedAttempt attempt(int number) {
        return new CompletedAttempt(
                new Attempt(number, new Seed(number), Set.of(), List.of()),
                new AttemptResult.BuildBroken("broken"),
                OptionalInt.of(1),
                CapturedOutput.NONE,
                Duration.ofSeconds(1),
                new TreeMap<>(),
                List.of());
    }

    private ApiAnswer get(Map<String, String> query) {
        return api.answer(new ApiRequest("GET", "/detections/d1", query, Map.of(), ""));
    }

    private static JsonNode json(ApiAnswer answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }
}
