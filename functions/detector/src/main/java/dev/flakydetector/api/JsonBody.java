package dev.flakydetector.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Optional;

/** Reads the JSON of a request strictly: one value, no field twice. */
final class JsonBody {

    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonBody() {}

    /** Either the value or the answer that says why there is none. */
    record Reading(Optional<JsonNode> value, Optional<ApiAnswer> refusal) {

        private static Reading refused(ApiAnswer answer) {
            return new Reading(Optional.empty(), Optional.of(answer));
        }
    }

    static Reading read(ApiRequest request) {
        Optional<ApiAnswer> wrongType = refusalByType(request);
        if (wrongType.isPresent()) {
            return Reading.refused(wrongType.get());
        }
        if (request.body().isEmpty()) {
            return Reading.refused(Problems.of(400, "the body is empty: send a JSON object"));
        }
        try {
            return new Reading(Optional.of(STRICT.readTree(request.body().text())), Optional.empty());
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line %d, column %d"
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            return Reading.refused(Problems.of(400, "the body is not JSON%s".formatted(where)));
        }
    }

    /** The answer to a body that is not sent as JSON; a form of another site can send any other type. */
    static Optional<ApiAnswer> refusalByType(ApiRequest request) {
        boolean isJson = request.header("content-type")
                .map(type -> type.strip().toLowerCase(Locale.ROOT).startsWith("application/json"))
                .orElse(false);
        return isJson
                ? Optional.empty()
                : Optional.of(Problems.of(415, "send the body as Content-Type: application/json"));
    }
}
