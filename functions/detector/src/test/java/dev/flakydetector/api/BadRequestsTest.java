package dev.flakydetector.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that cannot be worked with, and what they are told. */
class BadRequestsTest {

    private final ApiUnderTest api = new ApiUnderTest();

    @Test
    void listsEveryProblemAtOnce() throws IOException {
        ApiAnswer answer = api.post(
                "{\"repo\":\"ftp://user:secret@example.com/x\",\"runs\":0,\"parallelism\":51,\"seed\":\"a\",\"timeout\":1.5,\"until\":\"never\",\"vary\":[\"order\",\"moon\"],\"test_command\":\"pytest"
                        + " 'x\",\"colour\":1}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(answer.body()).doesNotContain("secret");
        assertThat(StreamSupport.stream(
                                ApiUnderTest.json(answer).path("problems").spliterator(), false)
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
        ApiAnswer answer = api.post(body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(api.launches().launched).isEmpty();
    }

    @Test
    void wantsBodiesAsJsonAndOfBoundedLength() {
        assertThat(api.api()
                        .answer(ApiRequest.of(
                                "POST", "/detections", Map.of("Content-Type", "text/plain"), ApiUnderTest.SHOP))
                        .status())
                .isEqualTo(415);
        assertThat(api.post(" ".repeat(Api.LONGEST_BODY + 1)).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/detections/d1/", "/detections//attempts", "/detections/%zz", "//", "/../etc"})
    void answersUnknownPathsPlainly(String path) {
        assertThat(api.get(path).status()).isEqualTo(404);
    }

    @Test
    void namesTheMethodsThatAPathTakes() {
        ApiAnswer answer = api.api().answer(ApiRequest.of("DELETE", "/detections", Map.of(), ""));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "GET, POST");
    }
}
