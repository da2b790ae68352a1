package dev.flakydetector.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.flakydetector.api.Api;
import dev.flakydetector.api.ApiAnswer;
import dev.flakydetector.api.ApiRequest;
import dev.flakydetector.api.Body;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns events of an HTTP API into calls of {@link Api}, and its answers into what an HTTP API expects. */
public final class ApiFront {

    private final Api api;

    public ApiFront(Api api) {
        this.api = api;
    }

    public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
        ApiRequest request;
        try {
            request = request(event);
        } catch (RuntimeException e) {
            // API Gateway makes no such events; whoever invokes the function directly may.
            return unreadable();
        }
        return response(api.answer(request));
    }

    /** The answer to an event that API Gateway did not make. */
    public APIGatewayV2HTTPResponse unreadable() {
        return response(api.refusal("the event is not one of an HTTP API, version 2.0"));
    }

    private static ApiRequest request(APIGatewayV2HTTPEvent event) {
        String method = event.getRequestContext().getHttp().getMethod();
        return new ApiRequest(
                method,
                path(event),
                orEmpty(event.getQueryStringParameters()),
                orEmpty(event.getHeaders()),
                body(event));
    }

    /** A stage other than $default stands before the path that the client meant. */
    private static String path(APIGatewayV2HTTPEvent event) {
        String path = Optional.ofNullable(event.getRawPath()).orElse("/");
        String stage = Optional.ofNullable(event.getRequestContext().getStage()).orElse("$default");
        String prefix = "/" + stage;
        if (stage.startsWith("$") || !(path.equals(prefix) || path.startsWith(prefix + "/"))) {
            return path;
        }
        return path.length() == prefix.length() ? "/" : path.substring(prefix.length());
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }

    private static Body body(APIGatewayV2HTTPEvent event) {
        String body = Optional.ofNullable(event.getBody()).orElse("");
        return event.getIsBase64Encoded() ? Body.of(Base64.getDecoder().decode(body)) : Body.of(body);
    }

    private static APIGatewayV2HTTPResponse response(ApiAnswer answer) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(answer.status())
                .withHeaders(answer.headers())
                .withBody(answer.body())
                .withIsBase64Encoded(false)
                .build();
    }
}
