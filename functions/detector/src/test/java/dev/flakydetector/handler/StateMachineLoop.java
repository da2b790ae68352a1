package dev.flakydetector.handler;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.checkout.CloneGuard;
import dev.flakydetector.pipeline.Insights;
import dev.flakydetector.remote.PresignedUrls;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Calls the handlers in the order of the state machine, in this process. What happens to a rerun is for a test to say. */
final class StateMachineLoop {

    static final JsonMapper JSON = new JsonMapper();

    private final List<ObjectNode> started = new ArrayList<>();
    private final List<JsonNode> reruns = new ArrayList<>();
    private final DetectionStore store;
    private final RequestStreamHandler clone;
    private final RequestStreamHandler plan;
    private final RequestStreamHandler decide;
    private final RequestStreamHandler conclude;
    private final RequestStreamHandler worker;
    private RerunStep rerun = this::rerun;

    /** All handlers in this process. */
    StateMachineLoop(DetectionStore store, CloneGuard guard, Path temporary, Map<String, String> environment) {
        this(
                store,
                guard,
                temporary,
                new PlanHandler(store, () -> UUID.randomUUID().toString()),
                new DecideHandler(store),
                new ConcludeHandler(store, Insights.NONE, Clock.systemUTC()),
                new WorkerHandler(
                        environment,
                        temporary.resolve("worker"),
                        new PresignedUrls(HttpClient.newHttpClient()),
                        detection -> {}));
    }

    /** The handlers after the clone, wherever they are. */
    StateMachineLoop(
            DetectionStore store,
            CloneGuard guard,
            Path temporary,
            RequestStreamHandler plan,
            RequestStreamHandler decide,
            RequestStreamHandler conclude,
            RequestStreamHandler worker) {
        this.store = store;
        this.clone = new CloneHandler(
                store,
                (name, input) -> started.add(object(input)),
                guard,
                Set.of("file", "https"),
                temporary.resolve("clone"),
                Clock.systemUTC());
        this.plan = plan;
        this.decide = decide;
        this.conclude = conclude;
        this.worker = worker;
    }

    /** What the map state does with a shard. */
    interface RerunStep {
        void run(ObjectNode event) throws IOException;
    }

    StateMachineLoop withReruns(RerunStep step) {
        rerun = step;
        return this;
    }

    DetectionStore store() {
        return store;
    }

    /** Takes a detection from the request to the report. */
    void run(String id, ObjectNode request) throws IOException {
        callClone(id, request);
        if (!started.isEmpty()) {
            execute(started.get(0));
        }
    }

    ObjectNode callClone(String id, ObjectNode request) throws IOException {
        ObjectNode event = JSON.createObjectNode().put("detection_id", id).put("seed", 42);
        event.set("request", request);
        return call(clone, event);
    }

    List<ObjectNode> started() {
        return started;
    }

    void execute(ObjectNode input) throws IOException {
        prepare(input);
        String id = input.path("detection_id").textValue();
        boolean done = false;
        while (!done) {
            ObjectNode wave = plan(id);
            for (JsonNode shard : shards(wave)) {
                ObjectNode event = JSON.createObjectNode()
                        .put("action", "rerun")
                        .put("detection_id", id)
                        .put("prepared_get_url", wave.path("prepared_get_url").textValue());
                event.setAll((ObjectNode) shard);
                rerun.run(event);
            }
            done = decide(id).path("done").booleanValue();
        }
        conclude(id);
    }

    private Iterable<JsonNode> shards(ObjectNode wave) throws IOException {
        if (!wave.path("distributed").booleanValue()) {
            return wave.path("shards");
        }
        var found = store.objects().get(wave.path("shards_key").textValue(), Integer.MAX_VALUE);
        return JSON.readTree(((dev.flakydetector.remote.ObjectStore.Found.Present) found).bytes());
    }

    void prepare(ObjectNode input) throws IOException {
        call(worker, input.deepCopy().put("action", "prepare"));
    }

    ObjectNode plan(String id) throws IOException {
        return call(plan, JSON.createObjectNode().put("detection_id", id));
    }

    void rerun(ObjectNode event) throws IOException {
        reruns.add(call(worker, event));
    }

    /** What the worker answered to each rerun. */
    List<JsonNode> reruns() {
        return reruns;
    }

    ObjectNode decide(String id) throws IOException {
        return call(decide, JSON.createObjectNode().put("detection_id", id));
    }

    ObjectNode conclude(String id) throws IOException {
        return call(conclude, JSON.createObjectNode().put("detection_id", id));
    }

    ObjectNode concludeFailed(String id, String error, String cause) throws IOException {
        ObjectNode event = JSON.createObjectNode().put("detection_id", id);
        event.putObject("failed").put("Error", error).put("Cause", cause);
        return call(conclude, event);
    }

    static ObjectNode call(RequestStreamHandler handler, ObjectNode event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(JSON.writeValueAsBytes(event)), answer, new FifteenMinutes());
        return object(answer.toString(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
