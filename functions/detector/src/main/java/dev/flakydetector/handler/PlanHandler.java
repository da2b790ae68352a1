package dev.flakydetector.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Shard;
import dev.flakydetector.handler.DetectionObjects.Ledger;
import dev.flakydetector.json.StoredJson;
import dev.flakydetector.pipeline.NextAttempts;
import dev.flakydetector.pipeline.ShardReview;
import dev.flakydetector.pipeline.Sharding;
import dev.flakydetector.pipeline.WavePlan;
import dev.flakydetector.pipeline.WavePlan.PlannedShard;
import dev.flakydetector.telemetry.Measure;
import dev.flakydetector.telemetry.Step;
import dev.flakydetector.telemetry.Telemetry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deals out the next wave. Called again before that wave is decided, it deals out the same one. */
public final class PlanHandler implements RequestStreamHandler {

    private static final Logger LOG = LoggerFactory.getLogger(PlanHandler.class);

    private final DetectionStore store;
    private final Supplier<String> nonces;
    private final Telemetry telemetry;

    /** For Lambda. */
    public PlanHandler() {
        this(CloudWiring.ofThisProcess());
    }

    private PlanHandler(CloudWiring wiring) {
        this(wiring.store(), wiring.nonces(), wiring.telemetry(Step.PLAN));
    }

    /**
     * For another engine.
     *
     * @param nonces gives a word that nobody can guess, another one each time
     */
    public PlanHandler(DetectionStore store, Supplier<String> nonces) {
        this(store, nonces, Telemetry.SILENT);
    }

    private PlanHandler(DetectionStore store, Supplier<String> nonces, Telemetry telemetry) {
        this.store = store;
        this.nonces = nonces;
        this.telemetry = telemetry;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        telemetry.during(context, () -> plan(input, output));
    }

    private void plan(InputStream input, OutputStream output) throws IOException {
        String id = Event.read(input).detectionId();
        telemetry.concerns(id);
        DetectionObjects objects = store.objectsOf(id);
        Detection detection = store.detection(id);
        Ledger ledger = objects.ledger();
        NextAttempts next = store.next(detection, objects, ledger);
        WavePlan plan = ledger.isOpen() ? ledger.last() : plan(detection.status(), next, ledger, objects);
        dealOut(plan, next.detection(), objects);
        telemetry.count(Measure.WAVE_ATTEMPTS, plan.attempts());
        LOG.info(
                "detection {}: wave {} has {} shards, {} attempts are done",
                id,
                plan.number(),
                plan.shards().size(),
                next.attemptsRun());
        Event.write(answer(id, plan, next.detection(), objects), output);
    }

    private WavePlan plan(DetectionStatus status, NextAttempts next, Ledger ledger, DetectionObjects objects) {
        List<Attempt> attempts = status == DetectionStatus.RUNNING ? next.attempts() : List.of();
        int parallelism = next.detection().request().parallelism();
        WavePlan plan = new WavePlan(ledger.plans().size(), Sharding.cut(attempts, parallelism, nonces));
        return attempts.isEmpty() ? plan : objects.keep(plan);
    }

    private void dealOut(WavePlan plan, Detection detection, DetectionObjects objects) {
        ShardReview attempts = new ShardReview(detection);
        plan.shards().parallelStream().forEach(planned -> {
            Shard shard = new Shard(detection, planned.index(), attempts.attempts(planned));
            store.objects()
                    .put(
                            objects.attempts(plan.number(), planned.index()),
                            StoredJson.write(shard).getBytes(StandardCharsets.UTF_8));
        });
    }

    private ObjectNode answer(String id, WavePlan plan, Detection detection, DetectionObjects objects) {
        ArrayNode shards = Event.answer().arrayNode();
        plan.shards().forEach(shard -> shards.add(describe(shard, plan.number(), objects)));
        ObjectNode answer = Event.answer()
                .put("detection_id", id)
                .put("wave", plan.number())
                .put("max_concurrency", detection.request().parallelism())
                .put(
                        "prepared_get_url",
                        store.objects().readableUrl(objects.prepared()).toString());
        boolean distributed = shards.size() > Sharding.MOST_INLINE;
        answer.put("distributed", distributed);
        if (distributed) {
            String key = objects.shards(plan.number());
            store.objects().put(key, shards.toString().getBytes(StandardCharsets.UTF_8));
            answer.put("bucket", store.objects().bucket()).put("shards_key", key);
        } else {
            answer.set("shards", shards);
        }
        return answer;
    }

    private ObjectNode describe(PlannedShard shard, int wave, DetectionObjects objects) {
        return Event.answer()
                .put("index", shard.index())
                .put("nonce", shard.nonce())
                .put(
                        "attempts_url",
                        store.objects()
                                .readableUrl(objects.attempts(wave, shard.index()))
                                .toString())
                .put(
                        "result_url",
                        store.objects()
                                .writableUrl(objects.result(wave, shard.index()))
                                .toString());
    }
}
