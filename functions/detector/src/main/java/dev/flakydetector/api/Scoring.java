package dev.flakydetector.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The companion function that knows p_fail. */
public interface Scoring {

    /**
     * Scores or explains.
     *
     * @param status of HTTP
     * @param body the answer, or a problem as in RFC 9457
     */
    record Reply(int status, JsonNode body) {}

    Reply predict(JsonNode body);

    Reply explain(JsonNode body);

    Reply schema();

    /** The id of the model in use; empty when there is none yet. */
    Optional<String> model();
}
