package dev.flakydetector.api;

import dev.flakydetector.api.Scoring.Reply;
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

    private static ApiAnswer pass(ApiRequest request, Function<Body, Reply> action) {
        return JsonBody.refusalByType(request).orElseGet(() -> answer(action.apply(request.body())));
    }

    private static ApiAnswer answer(Reply reply) {
        if (reply instanceof Reply.Answered answered) {
            return ApiAnswer.json(200, answered.json());
        }
        if (reply instanceof Reply.Refused refused) {
            return Problems.of(refused.problems().stream()
                    .map(problem -> FieldProblem.malformed("body", problem))
                    .toList());
        }
        if (reply instanceof Reply.TooMuch tooMuch) {
            return Problems.of(413, tooMuch.problem());
        }
        if (reply instanceof Reply.Unavailable unavailable) {
            return Problems.of(503, unavailable.reason());
        }
        throw new IllegalStateException("Unknown kind of reply: " + reply);
    }
}
