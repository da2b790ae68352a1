package dev.flakydetector.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is sent, the answer is one of the API's own: a good one, or a problem that tells nothing of how we are made. */
class AnyRequestTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FULL =
            "{\"repo\":\"https://example.com/shop.git\",\"ref\":\"main\",\"test_command\":\"pytest -q\",\"framework\":\"pytest\",\"runs\":20,\"parallelism\":4,\"seed\":7,\"timeout\":60,\"until\":\"cap\",\"vary\":[\"order\"]}";

    private final ApiUnderTest api = new ApiUnderTest();

    @Property(tries = 500, seed = "42")
    void anyBytesAreAnswered(@ForAll byte[] body) throws IOException {
        assertIsOurs(api.post(new String(body, StandardCharsets.UTF_8)));
    }

    @Property(tries = 2_000, seed = "42")
    void anyMutatedBodyIsAnswered(@ForAll("mutatedBodies") String body) throws IOException {
        assertIsOurs(api.post(body));
    }

    @Provide
    Arbitrary<String> mutatedBodies() {
        return Mutations.of(FULL);
    }

    @Property(tries = 1_000, seed = "42")
    void anyFieldMayHoldAnything(@ForAll("fields") String field, @ForAll("values") String value) throws IOException {
        assertIsOurs(api.post("{\"repo\":\"https://example.com/shop.git\",\"%s\":%s}".formatted(field, value)));
    }

    @Provide
    Arbitrary<String> fields() {
        return Arbitraries.of(
                "ref", "test_command", "framework", "runs", "parallelism", "seed", "timeout", "until", "vary", "x");
    }

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(40).map(AnyRequestTest::quoted);
        return Arbitraries.oneOf(
                texts,
                texts.list().ofMaxSize(3).map(list -> "[" + String.join(",", list) + "]"),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.doubles().map(String::valueOf),
                Arbitraries.of("null", "true", "{}", "[[]]", "1e400", "-0"));
    }

    private static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    @Property(tries = 1_000, seed = "42")
    void anyPathIsAnswered(@ForAll("methods") String method, @ForAll("paths") String path, @ForAll String value)
            throws IOException {
        ApiAnswer answer = api.api()
                .answer(new ApiRequest(
                        method,
                        path,
                        Map.of("limit", value, "before", value, "from", value, "repo", value, "id", value),
                        Map.of("content-type", "application/json", "idempotency-key", value),
                        value));

        assertIsOurs(answer);
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.oneOf(
                Arbitraries.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"),
                Arbitraries.strings().ofMaxLength(5));
    }

    @Provide
    Arbitrary<String> paths() {
        Arbitrary<String> name = Arbitraries.oneOf(
                Arbitraries.of("d1", "..", "%2e%2e%2f", "%zz", "%", "%00", "a%2Fb", ";", "~", "d1%0a"),
                Arbitraries.strings().ofMaxLength(12));
        return Arbitraries.oneOf(
                name.map(id -> "/detections/" + id),
                name.map(id -> "/detections/" + id + "/attempts"),
                name.map(id -> "/detections/" + id + "/cancel"),
                name.map(id -> "/tests/" + id + "/history"),
                name.map(id -> "/" + id),
                Arbitraries.of(
                        "/detections", "/tests/history", "/predict", "/explain", "/triage", "/schema", "/health", ""),
                name);
    }

    private static void assertIsOurs(ApiAnswer answer) throws IOException {
        // 503 is what scoring without a model says.
        assertThat(answer.status() < 500 || answer.status() == 503)
                .as(answer.body())
                .isTrue();
        assertThat(answer.body()).doesNotContain("Exception", "\\tat ", "dev.flakydetector");
        if (answer.status() >= 400) {
            assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
            JsonNode problem = JSON.readTree(answer.body());
            assertThat(problem.path("status").intValue()).isEqualTo(answer.status());
            assertThat(problem.path("title").asText()).isNotEmpty();
            assertThat(problem.path("detail").asText()).isNotEmpty();
        }
    }
}
