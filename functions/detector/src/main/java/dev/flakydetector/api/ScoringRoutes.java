package dev.flakydetector.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;

/** p_fail: passed on to the companion that knows it. */
final class ScoringRoutes {

    private final Scoring scoring;

    ScoringRoutes(Scoring scoring) {
        this.scoring = scoring;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/predict", (request, none) -> pass(request, scoring::predict)),
                new Route("POST", "/explain", (request, none) -> pass(request, scoring::explain)),
                new Route("GET", "/schema", (request, none) -> answer(scoring.schema())));
    }

    private static ApiAnswer pass(ApiRequest request, Function<JsonNode, Scoring.Reply> action) {
        JsonBody.Reading json = JsonBody.read(request);
        return json.refusal().orElseGet(() -> answer(action.apply(json.value().orElseThrow())));
    }

    private static ApiAnswer answer(Scoring.Reply reply) {
        ApiAnswer answer = ApiAnswer.json(reply.status(), reply.body());
        return reply.status() < 400 ? answer : answer.with(ApiAnswer.CONTENT_TYPE, "application/problem+json");
    }
}
