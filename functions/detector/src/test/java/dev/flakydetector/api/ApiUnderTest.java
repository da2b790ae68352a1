package dev.flakydetector.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.pipeline.RequestDraft;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** An API over a history in memory, and what it was made to do. */
final class ApiUnderTest {

    static final Instant NOW = Instant.parse("2026-11-03T10:00:00Z");
    static final String SHOP = "{\"repo\":\"https://example.com/shop.git\",\"runs\":20,\"seed\":7}";

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final InMemoryRunHistory history = new InMemoryRunHistory();
    private final Launches launches = new Launches();
    private final AtomicInteger ids = new AtomicInteger();
    private final Api api = Api.over(new ApiParts(
            history,
            launches,
            new NoScoring(),
            () -> new Triage.Known.Nothing("train one"),
            Set.of("https", "ssh"),
            () -> "d" + ids.incrementAndGet(),
            new SplittableRandom(1),
            Clock.fixed(NOW, ZoneOffset.UTC),
            "1.2.3"));

    Api api() {
        return api;
    }

    InMemoryRunHistory history() {
        return history;
    }

    Launches launches() {
        return launches;
    }

    ApiAnswer post(String path, String body) {
        return api.answer(ApiRequest.of("POST", path, JSON, body));
    }

    ApiAnswer post(String body) {
        return api.answer(ApiRequest.of("POST", "/detections", JSON, body));
    }

    ApiAnswer postWithKey(String key, String body) {
        return api.answer(ApiRequest.of(
                "POST", "/detections", Map.of("content-type", "application/json", "Idempotency-Key", key), body));
    }

    ApiAnswer get(String path) {
        return get(path, Map.of());
    }

    ApiAnswer get(String path, Map<String, String> query) {
        return api.answer(new ApiRequest("GET", path, query, Map.of(), ""));
    }

    static JsonNode json(ApiAnswer answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    /** Remembers what it was asked for. */
    static final class Launches implements DetectionLauncher {

        final List<String> launched = new ArrayList<>();
        final List<String> cancelled = new ArrayList<>();
        Optional<RuntimeException> trouble = Optional.empty();

        @Override
        public void launch(Detection accepted, RequestDraft draft, JsonNode body) {
            if (trouble.isPresent()) {
                throw trouble.get();
            }
            assertThat(accepted.status()).isEqualTo(DetectionStatus.ACCEPTED);
            if (!launched.contains(accepted.id())) {
                launched.add(accepted.id());
            }
        }

        @Override
        public void cancel(Detection running) {
            cancelled.add(running.id());
        }
    }

    /** Answers with what it was sent. */
    private static final class NoScoring implements Scoring {

        @Override
        public Reply predict(Body body) {
            return body.text().contains("runs")
                    ? new Reply.Answered(body.text())
                    : new Reply.Refused(List.of("runs is missing"));
        }

        @Override
        public Reply explain(Body body) {
            return new Reply.TooMuch("too many runs");
        }

        @Override
        public Reply schema() {
            return new Reply.Unavailable("there is no model yet");
        }

        @Override
        public Optional<String> model() {
            return Optional.empty();
        }
    }
}
