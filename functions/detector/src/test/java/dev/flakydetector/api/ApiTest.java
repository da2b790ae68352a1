package dev.flakydetector.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that is answered is described, and the pages and scores are there. */
class ApiTest {

    private final ApiUnderTest api = new ApiUnderTest();

    @Test
    void everythingThatIsAnsweredIsDescribedAndTheOtherWayRound() throws IOException {
        List<String> described = new ArrayList<>();
        ApiUnderTest.json(api.get("/openapi.json"))
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        List<String> answered = api.api().routes().stream()
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
                "/shared.js",
                "/test",
                "/test.js",
                "/dashboard.js",
                "/dashboard.css",
                "/swagger-ui.css",
                "/swagger-ui-bundle.js",
                "/health"
            })
    void servesItsPages(String path) {
        ApiAnswer answer = api.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isNotEmpty();
        assertThat(answer.headers()).containsEntry("X-Content-Type-Options", "nosniff");
    }

    @Test
    void passesScoringOn() throws IOException {
        assertThat(api.post("/predict", "{\"runs\":[]}").status()).isEqualTo(200);
        assertThat(ApiUnderTest.json(api.post("/predict", "{}"))
                        .path("problems")
                        .path(0)
                        .path("detail")
                        .asText())
                .isEqualTo("runs is missing");
        assertThat(api.post("/explain", "{}").status()).isEqualTo(413);
        assertThat(api.get("/schema").status()).isEqualTo(503);
    }
}
