package dev.flakydetector.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.history.DetectionQuery;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.render.json.HistoryJson;
import java.util.List;
import java.util.Optional;

/** Tests over several detections: which failed lately, and how one did over time. */
final class TestRoutes {

    private static final int MOST = 100;
    private static final int USUAL = 20;

    private final RunHistory history;

    TestRoutes(ApiParts parts) {
        this.history = parts.history();
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/tests", (request, none) -> failing(request)),
                new Route("GET", "/tests/history", (request, none) -> timeline(request)),
                new Route("GET", "/tests/{id}/history", (request, id) -> timeline(request, id.get(0))));
    }

    private ApiAnswer failing(ApiRequest request) {
        Parameters parameters = new Parameters(request);
        Optional<String> repository = request.parameter("repo");
        int detections = parameters.number("detections", 1, MOST).orElse(USUAL);
        if (!parameters.problems().isEmpty()) {
            return Problems.of(parameters.problems());
        }
        FailingTests failing = new FailingTests();
        history.recent(new DetectionQuery(repository, Optional.empty(), detections)).stream()
                .map(summary -> history.find(summary.detectionId()))
                .flatMap(Optional::stream)
                .forEach(failing::add);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode tests = answer.putArray("tests");
        failing.loudestFirst()
                .forEach(test -> tests.addObject()
                        .put("id", test.id().toString())
                        .put("repo", test.repository())
                        .put("detections", test.detections())
                        .put("runs", test.runs())
                        .put("failures", test.failures())
                        .put("rate", test.rate())
                        .put("last_verdict", test.newest().verdict().name())
                        .put("last_severity", test.newest().severity().name())
                        .put("last_detection_id", test.newest().detectionId())
                        .put("last_seen_at", test.newest().startedAt().toString()));
        return ApiAnswer.json(200, answer);
    }

    /** API Gateway hands paths over decoded, where a slash within a name is one between names; parameters stay whole. */
    private ApiAnswer timeline(ApiRequest request) {
        Parameters parameters = new Parameters(request);
        Optional<String> test = parameters.needed("id");
        return test.isPresent() ? timeline(request, test.get()) : Problems.of(parameters.problems());
    }

    private ApiAnswer timeline(ApiRequest request, String test) {
        Parameters parameters = new Parameters(request);
        Optional<String> repository = parameters.needed("repo");
        int limit = parameters.number("limit", 1, MOST).orElse(USUAL);
        if (!parameters.problems().isEmpty()) {
            return Problems.of(parameters.problems());
        }
        return ApiAnswer.json(
                200, HistoryJson.sightings(history.timeline(repository.orElseThrow(), TestId.parse(test), limit)));
    }
}
