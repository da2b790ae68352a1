package dev.flakydetector.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.pipeline.DetectionSteps;
import dev.flakydetector.pipeline.RequestDraft;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Instant NOW = Instant.parse("2026-11-03T10:00:00Z");
    private static final String SHOP = "{\"repo\":\"https://example.com/shop.git\",\"runs\":20,\"seed\":7}";

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

    @Test
    void acceptsADetectionAndLaunchesIt() throws IOException {
        ApiAnswer answer = post(SHOP);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(json(answer).path("detection_id").asText()).isEqualTo("d1");
        assertThat(json(answer).path("status_url").asText()).isEqualTo("/detections/d1");
        assertThat(launches.launched).containsExactly("d1");
        JsonNode stored = json(get("/detections/d1"));
        assertThat(stored.path("status").asText()).isEqualTo("ACCEPTED");
        assertThat(stored.path("seed").asInt()).isEqualTo(7);
        assertThat(stored.path("runs_requested").asInt()).isEqualTo(20);
    }

    @Test
    void theSameKeyAndBodyIsTheSameDetection() throws IOException {
        ApiAnswer first = postWithKey("k", SHOP);
        ApiAnswer again = postWithKey("k", "{\"seed\":7, \"runs\":20, \"repo\":\"https://example.com/shop.git\"}");
        ApiAnswer other = postWithKey("k", "{\"repo\":\"https://example.com/shop.git\"}");

        assertThat(json(again)).isEqualTo(json(first));
        assertThat(other.status()).isEqualTo(409);
        assertThat(json(get("/detections")).path("detections")).hasSize(1);
    }

    @Test
    void aRetryLaunchesWhatTheFirstCallCouldNot() {
        launches.broken = true;
        ApiAnswer first = postWithKey("k", SHOP);
        launches.broken = false;
        ApiAnswer again = postWithKey("k", SHOP);

        assertThat(first.status()).isEqualTo(500);
        assertThat(first.body()).doesNotContain("queue is gone");
        assertThat(again.status()).isEqualTo(202);
        assertThat(launches.launched).containsExactly("d1");
    }

    @Test
    void listsEveryProblemAtOnce() throws IOException {
        ApiAnswer answer = post(
                "{\"repo\":\"ftp://user:secret@example.com/x\",\"runs\":0,\"parallelism\":51,\"seed\":\"a\",\"timeout\":1.5,\"until\":\"never\",\"vary\":[\"order\",\"moon\"],\"test_command\":\"pytest"
                    + " 'x\",\"colour\":1}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(answer.body()).doesNotContain("secret");
        assertThat(StreamSupport.stream(json(answer).path("problems").spliterator(), false)
                        .map(problem -> problem.path("field").asText()))
                .containsExactlyInAnyOrder(
                        "repo", "runs", "parallelism", "seed", "timeout", "until", "vary", "test_command", "colour");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{\"runs\":5}~400",
                "[]~400",
                "\"text\"~400",
                "null~400",
                "{\"repo\":~400",
                "{\"repo\":\"https://a/b\",\"repo\":\"https://a/c\"}~400",
                "{\"repo\":\"https://a/b\"} {}~400",
                "{\"repo\":5}~400",
                "{\"repo\":\"https://a/b\",\"runs\":1e99}~400",
                "{\"repo\":\"https://a/b\",\"runs\":99999999999999999999}~422",
                "{\"repo\":\"https://a/b\",\"runs\":1001}~422",
                "{\"repo\":\"https://user:token@a/b\"}~422",
                "{\"repo\":\"file:///etc\"}~422",
                "{\"repo\":\"../shop\"}~422",
                "{\"repo\":\"https://a/b\",\"test_command\":\"pytest | tee x\"}~422"
            })
    void refusesWhatItCannotWorkWith(String body, int status) {
        ApiAnswer answer = post(body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(launches.launched).isEmpty();
    }

    @Test
    void wantsBodiesAsJsonAndOfBoundedLength() {
        assertThat(api.answer(ApiRequest.of("POST", "/detections", Map.of("Content-Type", "text/plain"), SHOP))
                        .status())
                .isEqualTo(415);
        assertThat(post(" ".repeat(Api.LONGEST_BODY + 1)).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/detections/d1/", "/detections//attempts", "/detections/%zz", "//", "/../etc"})
    void answersUnknownPathsPlainly(String path) {
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void namesTheMethodsThatAPathTakes() {
        ApiAnswer answer = api.answer(ApiRequest.of("DELETE", "/detections", Map.of(), ""));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "GET, POST");
    }

    @Test
    void cancelsWhatIsUnderWayAlone() {
        post(SHOP);

        ApiAnswer first = api.answer(ApiRequest.of("POST", "/detections/d1/cancel", Map.of(), ""));
        history.update(DetectionSteps.cancel(history.find("d1").orElseThrow(), NOW));
        ApiAnswer second = api.answer(ApiRequest.of("POST", "/detections/d1/cancel", Map.of(), ""));

        assertThat(first.status()).isEqualTo(202);
        assertThat(launches.cancelled).containsExactly("d1");
        assertThat(second.status()).isEqualTo(409);
    }

    @Test
    void pagesThroughDetections() throws IOException {
        post(SHOP);
        post(SHOP);

        JsonNode page = json(get("/detections", Map.of("limit", "1")));

        assertThat(page.path("detections")).hasSize(1);
        assertThat(page.path("next_before").asText()).isEqualTo(NOW.toString());
        assertThat(get("/detections", Map.of("limit", "0")).status()).isEqualTo(422);
        assertThat(get("/detections", Map.of("before", "yesterday")).status()).isEqualTo(400);
    }

    @Test
    void tellsATestsPastByItsEncodedId() throws IOException {
        ApiAnswer answer =
                get("/tests/tests%2Ftest_a.py%3A%3Atest%2Bone/history", Map.of("repo", "https://example.com/shop.git"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(json(answer).path("sightings")).isEmpty();
        assertThat(get("/tests/x/history").status()).isEqualTo(400);
    }

    @Test
    void everythingThatIsAnsweredIsDescribedAndTheOtherWayRound() throws IOException {
        List<String> described = new ArrayList<>();
        json(get("/openapi.json"))
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        List<String> answered = api.routes().stream()
                .map(route -> route.method() + " " + route.path())
                .filter(route -> !route.matches(".*\\.(js|css)"))
                .toList();

        assertThat(described).containsExactlyInAnyOrderElementsOf(answered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/docs",
                "/docs.js",
                "/dashboard.js",
                "/dashboard.css",
                "/swagger-ui.css",
                "/swagger-ui-bundle.js",
                "/health"
            })
    void servesItsPages(String path) {
        ApiAnswer answer = get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isNotEmpty();
        assertThat(answer.headers()).containsEntry("X-Content-Type-Options", "nosniff");
    }

    @Test
    void passesScoringOn() throws IOException {
        assertThat(post("/predict", "{\"runs\":[]}").status()).isEqualTo(200);
        assertThat(json(post("/predict", "{}"))
                        .path("problems")
                        .path(0)
                        .path("detail")
                        .asText())
                .isEqualTo("runs is missing");
        assertThat(post("/explain", "{}").status()).isEqualTo(413);
        assertThat(get("/schema").status()).isEqualTo(503);
    }

    private ApiAnswer post(String path, String body) {
        return api.answer(ApiRequest.of("POST", path, JSON, body));
    }

    private ApiAnswer post(String body) {
        return api.answer(ApiRequest.of("POST", "/detections", JSON, body));
    }

    private ApiAnswer postWithKey(String key, String body) {
        return api.answer(ApiRequest.of(
                "POST", "/detections", Map.of("content-type", "application/json", "Idempotency-Key", key), body));
    }

    private ApiAnswer get(String path) {
        return get(path, Map.of());
    }

    private ApiAnswer get(String path, Map<String, String> query) {
        return api.answer(new ApiRequest("GET", path, query, Map.of(), ""));
    }

    private static JsonNode json(ApiAnswer answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    /** Remembers what it was asked for. */
    private static final class Launches implements DetectionLauncher {

        private final List<String> launched = new ArrayList<>();
        private final List<String> cancelled = new ArrayList<>();
        private boolean broken;

        @Override
        public void launch(Detection accepted, RequestDraft draft, JsonNode body) {
            if (broken) {
                throw new IllegalStateException("the queue is gone");
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
        public Reply predict(String body) {
            return body.contains("runs") ? new Reply.Answered(body) : new Reply.Refused(List.of("runs is missing"));
        }

        @Override
        public Reply explain(String body) {
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
