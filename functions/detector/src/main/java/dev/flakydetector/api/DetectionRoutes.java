package dev.flakydetector.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeedRange;
import dev.flakydetector.history.DetectionQuery;
import dev.flakydetector.history.DetectionSummary;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.pipeline.DetectionSteps;
import dev.flakydetector.pipeline.RequestDraft;
import dev.flakydetector.render.AttemptSource;
import dev.flakydetector.render.json.HistoryJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Detections: asked for, listed, read, cancelled. */
final class DetectionRoutes {

    private static final int MOST = 100;
    private static final int USUAL = 20;
    private static final int LONGEST_KEY = 256;

    private final ApiParts parts;
    private final RunHistory history;

    DetectionRoutes(ApiParts parts) {
        this.parts = parts;
        this.history = parts.history();
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/detections", (request, none) -> start(request)),
                new Route("GET", "/detections", (request, none) -> list(request)),
                new Route(
                        "GET",
                        "/detections/{id}",
                        (request, id) -> found(id.get(0), (detection, json) -> show(request, detection))),
                new Route(
                        "GET",
                        "/detections/{id}/attempts",
                        (request, id) -> found(id.get(0), (detection, json) -> attempts(request, detection))),
                new Route("POST", "/detections/{id}/cancel", (request, id) -> found(id.get(0), this::cancel)));
    }

    private ApiAnswer start(ApiRequest request) {
        JsonBody.Reading json = JsonBody.read(request);
        if (json.refusal().isPresent()) {
            return json.refusal().get();
        }
        JsonNode body = json.value().orElseThrow();
        DetectionBody.Reading reading =
                DetectionBody.read(body, parts.schemes(), parts.launcher().mostRuns());
        if (reading.draft().isEmpty()) {
            return Problems.of(reading.problems());
        }
        Optional<String> key = request.header("idempotency-key");
        if (key.isPresent() && (key.get().isBlank() || key.get().length() > LONGEST_KEY)) {
            return Problems.of(List.of(FieldProblem.outOfBounds(
                    "Idempotency-Key", "must have 1 to %d characters".formatted(LONGEST_KEY))));
        }
        Instant now = parts.clock().instant();
        Reservation reservation = key.map(
                        text -> Reservation.of(history, text, body, parts.ids().get(), now))
                .orElseGet(() -> Reservation.fresh(parts.ids().get()));
        if (reservation.isOfAnotherBody()) {
            return Problems.of(409, "this Idempotency-Key came with another body before: send a new key");
        }
        return launch(reservation.detectionId(), reading.draft().get(), body, now);
    }

    private ApiAnswer launch(String id, RequestDraft draft, JsonNode body, Instant now) {
        Detection accepted;
        try {
            accepted = DetectionSteps.accept(
                    id, draft.repository(), draft, draft.seed().orElseGet(this::anySeed), now);
        } catch (IllegalArgumentException e) {
            return Problems.of(List.of(FieldProblem.outOfBounds("body", String.valueOf(e.getMessage()))));
        }
        // A caller who lost the first answer asks again: whatever did not get going then gets going now.
        Detection known = history.begin(accepted) ? accepted : history.find(id).orElse(accepted);
        if (known.status() == DetectionStatus.ACCEPTED) {
            parts.launcher().launch(known, draft, body);
        }
        String url = "/detections/" + id;
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("detection_id", id)
                .put("status_url", url)
                .put("seed", known.request().seed().value());
        return ApiAnswer.json(202, answer).with("Location", url);
    }

    private Seed anySeed() {
        return new Seed(parts.chance().nextInt(SeedRange.DEFAULT.min(), SeedRange.DEFAULT.max() + 1));
    }

    private ApiAnswer list(ApiRequest request) {
        Parameters parameters = new Parameters(request);
        Optional<String> repository = request.parameter("repo");
        Optional<Instant> before = parameters.instant("before");
        int limit = parameters.number("limit", 1, MOST).orElse(USUAL);
        if (!parameters.problems().isEmpty()) {
            return Problems.of(parameters.problems());
        }
        List<DetectionSummary> found = history.recent(new DetectionQuery(repository, before, limit));
        ObjectNode answer = HistoryJson.detections(found);
        if (found.size() == limit) {
            answer.put("next_before", found.get(limit - 1).startedAt().toString());
        }
        return ApiAnswer.json(200, answer);
    }

    private ApiAnswer found(String id, BiFunction<Detection, String, ApiAnswer> answer) {
        return history.find(id)
                .map(detection -> answer.apply(detection, id))
                .orElseGet(() -> Problems.of(404, "there is no detection of this id"));
    }

    private ApiAnswer show(ApiRequest request, Detection detection) {
        Parameters parameters = new Parameters(request);
        Optional<Integer> most = parameters.number("attempts", 0, MOST);
        if (!parameters.problems().isEmpty()) {
            return Problems.of(parameters.problems());
        }
        AttemptSource all = each -> history.forEachAttempt(detection.id(), each);
        AttemptSource asked = most.map(count -> DetectionDocument.some(detection, history, 0, count))
                .orElse(all);
        ApiAnswer answer = DetectionPage.isWanted(request)
                ? DetectionPage.of(detection, asked)
                : ApiAnswer.json(200, DetectionDocument.of(detection, asked));
        return answer.with("Vary", "Accept");
    }

    private ApiAnswer attempts(ApiRequest request, Detection detection) {
        Parameters parameters = new Parameters(request);
        int from = parameters.number("from", 0, Integer.MAX_VALUE).orElse(0);
        int limit = parameters.number("limit", 1, MOST).orElse(USUAL);
        if (!parameters.problems().isEmpty()) {
            return Problems.of(parameters.problems());
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("detection_id", detection.id());
        ArrayNode results = answer.putArray("results");
        DetectionDocument.attempts(detection, history, from, limit).forEach(results::add);
        if (from + (long) limit < detection.request().runs()) {
            answer.put("next_from", from + limit);
        }
        return ApiAnswer.json(200, answer);
    }

    private ApiAnswer cancel(Detection detection, String id) {
        boolean isUnderWay =
                detection.status() == DetectionStatus.ACCEPTED || detection.status() == DetectionStatus.RUNNING;
        if (!isUnderWay) {
            return Problems.of(409, "this detection is %s already".formatted(detection.status()));
        }
        parts.launcher().cancel(detection);
        return ApiAnswer.json(
                202,
                JsonNodeFactory.instance.objectNode().put("detection_id", id).put("status_url", "/detections/" + id));
    }
}
