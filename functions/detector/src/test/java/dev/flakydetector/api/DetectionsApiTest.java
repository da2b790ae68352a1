package dev.flakydetector.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flakydetector.history.UnreadableRecord;
import dev.flakydetector.pipeline.DetectionSteps;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Detections over HTTP: asked for once, listed, cancelled. */
class DetectionsApiTest {

    private final ApiUnderTest api = new ApiUnderTest();

    @Test
    void acceptsADetectionAndLaunchesIt() throws IOException {
        ApiAnswer answer = api.post(ApiUnderTest.SHOP);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(ApiUnderTest.json(answer).path("detection_id").asText()).isEqualTo("d1");
        assertThat(ApiUnderTest.json(answer).path("status_url").asText()).isEqualTo("/detections/d1");
        assertThat(api.launches().launched).containsExactly("d1");
        JsonNode stored = ApiUnderTest.json(api.get("/detections/d1"));
        assertThat(stored.path("status").asText()).isEqualTo("ACCEPTED");
        assertThat(stored.path("seed").asInt()).isEqualTo(7);
        assertThat(stored.path("runs_requested").asInt()).isEqualTo(20);
    }

    @Test
    void showsABrowserTheReportAsAPage() {
        api.post(ApiUnderTest.SHOP);

        ApiAnswer page = show("text/html,application/xhtml+xml,*/*;q=0.8");
        ApiAnswer json = show("application/json, text/html;q=0.5");

        assertThat(page.headers())
                .containsEntry("Content-Type", "text/html; charset=utf-8")
                .containsEntry("Vary", "Accept")
                .hasEntrySatisfying(
                        "Content-Security-Policy", policy -> assertThat(policy).startsWith("default-src 'none'"));
        assertThat(page.body()).startsWith("<!DOCTYPE html>").contains("example.com/shop.git");
        assertThat(json.headers()).containsEntry("Content-Type", "application/json");
    }

    private ApiAnswer show(String accepted) {
        return api.api().answer(ApiRequest.of("GET", "/detections/d1", Map.of("Accept", accepted), ""));
    }

    @Test
    void theSameKeyAndBodyIsTheSameDetection() throws IOException {
        ApiAnswer first = api.postWithKey("k", ApiUnderTest.SHOP);
        ApiAnswer again = api.postWithKey("k", "{\"seed\":7, \"runs\":20, \"repo\":\"https://example.com/shop.git\"}");
        ApiAnswer other = api.postWithKey("k", "{\"repo\":\"https://example.com/shop.git\"}");

        assertThat(ApiUnderTest.json(again)).isEqualTo(ApiUnderTest.json(first));
        assertThat(other.status()).isEqualTo(409);
        assertThat(ApiUnderTest.json(api.get("/detections")).path("detections")).hasSize(1);
    }

    @Test
    void aRetryLaunchesWhatTheFirstCallCouldNot() {
        api.launches().trouble = Optional.of(new IllegalStateException("the queue is gone"));
        ApiAnswer first = api.postWithKey("k", ApiUnderTest.SHOP);
        api.launches().trouble = Optional.empty();
        ApiAnswer again = api.postWithKey("k", ApiUnderTest.SHOP);

        assertThat(first.status()).isEqualTo(500);
        assertThat(first.body()).doesNotContain("queue is gone");
        assertThat(again.status()).isEqualTo(202);
        assertThat(api.launches().launched).containsExactly("d1");
    }

    @Test
    void saysSoWhenARecordIsOfANewerVersion() throws IOException {
        api.launches().trouble = Optional.of(
                new UnreadableRecord("Detection d1 cannot be read: use that version", new IOException("x")));

        ApiAnswer answer = api.post(ApiUnderTest.SHOP);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(ApiUnderTest.json(answer).path("detail").asText())
                .isEqualTo("Detection d1 cannot be read: use that version");
    }

    @Test
    void cancelsWhatIsUnderWayAlone() {
        api.post(ApiUnderTest.SHOP);

        ApiAnswer first = api.api().answer(ApiRequest.of("POST", "/detections/d1/cancel", Map.of(), ""));
        api.history().update(DetectionSteps.cancel(api.history().find("d1").orElseThrow(), ApiUnderTest.NOW));
        ApiAnswer second = api.api().answer(ApiRequest.of("POST", "/detections/d1/cancel", Map.of(), ""));

        assertThat(first.status()).isEqualTo(202);
        assertThat(api.launches().cancelled).containsExactly("d1");
        assertThat(second.status()).isEqualTo(409);
    }

    @Test
    void pagesThroughDetections() throws IOException {
        api.post(ApiUnderTest.SHOP);
        api.post(ApiUnderTest.SHOP);

        JsonNode page = ApiUnderTest.json(api.get("/detections", Map.of("limit", "1")));

        assertThat(page.path("detections")).hasSize(1);
        assertThat(page.path("next_before").asText()).isEqualTo(ApiUnderTest.NOW.toString());
        assertThat(api.get("/detections", Map.of("limit", "0")).status()).isEqualTo(422);
        assertThat(api.get("/detections", Map.of("before", "yesterday")).status())
                .isEqualTo(400);
    }

    @Test
    void tellsATestsPastByItsEncodedId() throws IOException {
        ApiAnswer answer = api.get(
                "/tests/tests%2Ftest_a.py%3A%3Atest%2Bone/history", Map.of("repo", "https://example.com/shop.git"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(ApiUnderTest.json(answer).path("sightings")).isEmpty();
        assertThat(api.get("/tests/x/history").status()).isEqualTo(400);
    }

    @Test
    void tellsATestsPastByItsIdAsAParameter() throws IOException {
        ApiAnswer answer = api.get(
                "/tests/history", Map.of("id", "tests/test_a.py::test+one", "repo", "https://example.com/shop.git"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(ApiUnderTest.json(answer).path("sightings")).isEmpty();
        assertThat(api.get("/tests/history", Map.of("repo", "https://example.com/shop.git"))
                        .status())
                .isEqualTo(400);
    }
}
