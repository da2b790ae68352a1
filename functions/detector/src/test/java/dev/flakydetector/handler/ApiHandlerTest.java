package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flakydetector.api.Api;
import dev.flakydetector.api.ApiParts;
import dev.flakydetector.api.NoModel;
import dev.flakydetector.api.Triage;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.history.InMemoryRunHistory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ApiHandlerTest {

    private static final String BODY = "{\"repo\":\"https://example.com/shop.git\",\"runs\":5,\"seed\":7}";

    private final InMemoryRunHistory history = new InMemoryRunHistory();
    private final List<String> sent = new ArrayList<>();
    private final ApiHandler handler = new ApiHandler(Api.over(new ApiParts(
            history,
            new CloudLauncher(
                    history, (function, event) -> sent.add(function + " " + event), "clone", Clock.systemUTC(), 10_000),
            new NoModel("train one"),
            () -> new Triage.Known.Nothing("train one"),
            Set.of("https", "ssh"),
            () -> "d1",
            new SplittableRandom(1),
            Clock.systemUTC(),
            "1.2.3")));

    @Test
    void answersAnEventOfTheHttpApi() throws IOException {
        JsonNode response = call("""
                {"version": "2.0", "routeKey": "$default", "rawPath": "/live/detections", "rawQueryString": "",
                 "headers": {"content-type": "application/json", "x-unknown": "1"},
                 "requestContext": {"stage": "live", "timeEpoch": 1, "http": {"method": "POST", "path": "/live/detections"}},
                 "body": "%s", "isBase64Encoded": false}""".formatted(BODY.replace("\"", "\\\"")));

        assertThat(response.path("statusCode").asInt()).isEqualTo(202);
        assertThat(response.path("headers").path("Location").asText()).isEqualTo("/detections/d1");
        assertThat(sent).containsExactly("clone {\"detection_id\":\"d1\",\"seed\":7,\"request\":" + BODY + "}");
    }

    @Test
    void takesTheBodyAloneWhenInvokedDirectly() throws IOException {
        JsonNode answer = call(BODY);

        assertThat(answer.path("detection_id").asText()).isEqualTo("d1");
        assertThat(history.find("d1").orElseThrow().status()).isEqualTo(DetectionStatus.ACCEPTED);
    }

    @Test
    void takesAsManyRunsAsTheStackAllows() throws IOException {
        JsonNode answer = call(BODY.replace("5", "10000"));
        JsonNode refused = call(BODY.replace("5", "10001"));

        assertThat(answer.path("detection_id").asText()).isEqualTo("d1");
        assertThat(refused.toString()).contains("must be from 1 to 10000, found 10001");
    }

    @Test
    void putsDownThatADetectionIsCalledOff() throws IOException {
        call(BODY);

        call(
                "{\"rawPath\":\"/detections/d1/cancel\",\"requestContext\":{\"stage\":\"$default\",\"http\":{\"method\":\"POST\"}}}");

        assertThat(history.find("d1").orElseThrow().status()).isEqualTo(DetectionStatus.CANCELLED);
    }

    private JsonNode call(String event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, new FifteenMinutes());
        return new ObjectMapper().readTree(output.toByteArray());
    }
}
