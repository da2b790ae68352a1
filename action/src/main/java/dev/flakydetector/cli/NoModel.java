package dev.flakydetector.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.flakydetector.api.Scoring;
import java.util.Optional;

/** Scoring before anybody has trained a model: says so, and how to get one. */
final class NoModel implements Scoring {

    private static final int UNAVAILABLE = 503;

    @Override
    public Reply predict(JsonNode body) {
        return none();
    }

    @Override
    public Reply explain(JsonNode body) {
        return none();
    }

    @Override
    public Reply schema() {
        return none();
    }

    private static Reply none() {
        return new Reply(
                UNAVAILABLE,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", "about:blank")
                        .put("title", "Service Unavailable")
                        .put("status", UNAVAILABLE)
                        .put("detail", "there is no model yet: start 'flaky serve' with --model"));
    }

    @Override
    public Optional<String> model() {
        return Optional.empty();
    }
}
