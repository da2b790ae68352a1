package dev.flakydetector.scorer.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Forecast;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.scorer.past.NextRuns;
import dev.flakydetector.scorer.registry.LiveModel;
import dev.flakydetector.scorer.serving.PredictService;
import dev.flakydetector.scorer.serving.ServiceAnswer;
import dev.flakydetector.scorer.serving.ServiceAnswer.Answered;
import dev.flakydetector.scorer.serving.ServiceAnswer.Reason;
import dev.flakydetector.scorer.serving.ServiceAnswer.Refused;
import dev.flakydetector.telemetry.Measure;
import dev.flakydetector.telemetry.Step;
import dev.flakydetector.telemetry.Telemetry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code {"action": "predict" | "explain" | "schema" | "model", "body": …}}, where the body is that of the HTTP
 * API, as JSON or as a string of JSON. What comes back has one of four members: {@code answer}, {@code refused} with
 * sentences, {@code too_much} with one, or {@code unavailable} with the reason.
 *
 * <p>For {@code {"detection_id": …}} it puts into that detection what the model expects of its tests' next runs.
 */
public final class ScoreHandler implements RequestStreamHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ScoreHandler.class);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final LiveModel model;
    private final RunHistory history;
    private final NextRuns nextRuns;
    private final Telemetry telemetry;

    /** For Lambda. */
    public ScoreHandler() {
        this(ScoreWiring.ofThisProcess());
    }

    private ScoreHandler(ScoreWiring wiring) {
        this(wiring.model(), wiring.history(), wiring.telemetry(Step.SCORE));
    }

    /** For another engine. */
    public ScoreHandler(LiveModel model, RunHistory history) {
        this(model, history, Telemetry.SILENT);
    }

    private ScoreHandler(LiveModel model, RunHistory history, Telemetry telemetry) {
        this.model = model;
        this.history = history;
        this.telemetry = telemetry;
        this.nextRuns = new NextRuns(model::current);
        model.current();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        telemetry.during(context, () -> score(input, output));
    }

    private void score(InputStream input, OutputStream output) throws IOException {
        JsonNode event = MAPPER.readTree(input);
        ObjectNode answer =
                event.has("detection_id") ? forecast(event.path("detection_id").asText()) : answer(event);
        count(answer);
        output.write(MAPPER.writeValueAsBytes(answer));
    }

    private void count(ObjectNode answer) {
        int runs = answer.at("/answer/predictions").size()
                + answer.at("/answer/explanations").size();
        if (runs > 0) {
            telemetry.count(Measure.PREDICTIONS, runs);
            LOG.info("{} runs were predicted", runs);
        }
    }

    private ObjectNode forecast(String detectionId) {
        telemetry.concerns(detectionId);
        Detection judged = history.find(detectionId)
                .orElseThrow(() -> new IllegalArgumentException("There is no detection %s".formatted(detectionId)));
        Forecast forecast = nextRuns.forecast(judged, history);
        // Only the forecast: what others have added since it was read stays.
        history.amend(detectionId, stored -> stored.with(stored.insight().with(forecast)));
        telemetry.count(Measure.PREDICTIONS, forecast.byTest().size());
        LOG.info("{} tests were forecast", forecast.byTest().size());
        ObjectNode answer = MAPPER.createObjectNode()
                .put("detection_id", detectionId)
                .put("tests", forecast.byTest().size());
        forecast.absence().ifPresent(reason -> answer.put("unavailable", reason));
        return answer;
    }

    private ObjectNode answer(JsonNode event) {
        return model.current().map(service -> answer(service, event)).orElseGet(ScoreHandler::noModel);
    }

    private static ObjectNode noModel() {
        return MAPPER.createObjectNode()
                .put(
                        "unavailable",
                        "no model is in production: 'flaky train' makes one, 'flaky models promote' takes it into use");
    }

    private static ObjectNode answer(PredictService service, JsonNode event) {
        String action = event.path("action").asText();
        return switch (action) {
            case "predict" -> answer(service.predict(body(event)));
            case "explain" -> answer(service.explain(body(event)));
            case "schema" -> answered(service.schema());
            case "model" -> {
                ObjectNode answer = MAPPER.createObjectNode();
                answer.putObject("answer").put("model_id", service.modelId());
                yield answer;
            }
            default ->
                throw new IllegalArgumentException(
                        "There is no action '%s': name predict, explain, schema or model".formatted(action));
        };
    }

    private static byte[] body(JsonNode event) {
        JsonNode body = event.path("body");
        String text = body.isTextual() ? body.textValue() : body.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode answer(ServiceAnswer answer) {
        if (answer instanceof Answered answered) {
            return answered(answered.json());
        }
        Refused refused = (Refused) answer;
        ObjectNode node = MAPPER.createObjectNode();
        if (refused.reason() == Reason.TOO_MANY_RUNS) {
            return node.put("too_much", String.join("; ", refused.problems()));
        }
        refused.problems().forEach(node.putArray("refused")::add);
        return node;
    }

    private static ObjectNode answered(String json) {
        try {
            ObjectNode node = MAPPER.createObjectNode();
            node.set("answer", MAPPER.readTree(json));
            return node;
        } catch (IOException e) {
            throw new IllegalStateException("An answer is JSON", e);
        }
    }
}
