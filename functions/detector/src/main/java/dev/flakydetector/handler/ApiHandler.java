package dev.flakydetector.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flakydetector.api.Api;
import dev.flakydetector.api.ApiAnswer;
import dev.flakydetector.api.ApiRequest;
import dev.flakydetector.telemetry.Step;
import dev.flakydetector.telemetry.Telemetry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP API behind API Gateway. Invoked directly, with the body of {@code POST /detections} as the event, it answers
 * that body's answer.
 */
public final class ApiHandler implements RequestStreamHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.REQUIRE_HANDLERS_FOR_JAVA8_TIMES)
            .build();

    private final Api api;
    private final ApiFront front;
    private final Telemetry telemetry;

    /** For Lambda. */
    public ApiHandler() {
        this(CloudWiring.ofThisProcess());
    }

    private ApiHandler(CloudWiring wiring) {
        this(wiring, wiring.telemetry(Step.API));
    }

    private ApiHandler(CloudWiring wiring, Telemetry telemetry) {
        this(wiring.api(telemetry), telemetry);
    }

    public ApiHandler(Api api) {
        this(api, Telemetry.SILENT);
    }

    private ApiHandler(Api api, Telemetry telemetry) {
        this.api = api;
        this.front = new ApiFront(api);
        this.telemetry = telemetry;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        telemetry.during(context, () -> answer(input, output));
    }

    private void answer(InputStream input, OutputStream output) throws IOException {
        JsonNode event = MAPPER.readTree(input);
        if (event.path("requestContext").has("http")) {
            APIGatewayV2HTTPResponse response = http(event);
            // Neither path nor query: whoever asks may put anything there. API Gateway logs the route.
            LOG.info("answered {}", response.getStatusCode());
            output.write(MAPPER.writeValueAsBytes(response));
            return;
        }
        ApiAnswer answer = api.answer(
                ApiRequest.of("POST", "/detections", Map.of("Content-Type", "application/json"), event.toString()));
        LOG.info("invoked directly, answered {}", answer.status());
        output.write(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private APIGatewayV2HTTPResponse http(JsonNode event) {
        try {
            return front.handle(MAPPER.treeToValue(event, APIGatewayV2HTTPEvent.class));
        } catch (JsonProcessingException e) {
            return front.unreadable();
        }
    }
}
