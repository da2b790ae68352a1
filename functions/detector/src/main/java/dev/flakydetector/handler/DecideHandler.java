package dev.flakydetector.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.handler.DetectionObjects.Ledger;
import dev.flakydetector.pipeline.ShardReview;
import dev.flakydetector.pipeline.ShardReview.Reviewed;
import dev.flakydetector.pipeline.StoredProgress;
import dev.flakydetector.pipeline.WavePlan;
import dev.flakydetector.pipeline.WavePlan.PlannedShard;
import dev.flakydetector.pipeline.WaveReview;
import dev.flakydetector.remote.ObjectStore.Found;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what the workers of a wave left, and says whether that is enough. Called again, it stores nothing twice and
 * says the same.
 */
public final class DecideHandler implements RequestStreamHandler {

    private static final Logger LOG = LoggerFactory.getLogger(DecideHandler.class);

    private final DetectionStore store;

    /** For Lambda. */
    public DecideHandler() {
        this(CloudWiring.ofThisProcess().store());
    }

    /** For another engine. */
    public DecideHandler(DetectionStore store) {
        this.store = store;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String id = Event.read(input).detectionId();
        DetectionObjects objects = store.objectsOf(id);
        Detection detection = store.detection(id);
        Ledger ledger = objects.ledger();
        if (ledger.isOpen()) {
            Detection prepared = objects.settledFacts().addedTo(detection);
            takeIn(ledger.last(), prepared, objects);
        }
        StoredProgress progress = store.progress(detection, objects);
        boolean done =
                detection.status() != DetectionStatus.RUNNING || progress.next().isEmpty();
        int wave = Math.max(0, ledger.plans().size() - 1);
        LOG.info("detection {}: {} attempts after wave {}, done {}", id, progress.attemptsRun(), wave, done);
        Event.write(Event.answer().put("detection_id", id).put("wave", wave).put("done", done), output);
    }

    /** The attempts first: a review that is kept says that they are stored. */
    private void takeIn(WavePlan plan, Detection detection, DetectionObjects objects) {
        ShardReview review = new ShardReview(detection);
        List<WaveReview> reviews = plan.shards().stream()
                .map(shard -> read(shard, plan.number(), review, objects))
                .map(reviewed -> {
                    reviewed.attempts().parallelStream()
                            .forEach(attempt -> store.history().add(detection.id(), attempt));
                    return reviewed.review();
                })
                .toList();
        objects.keep(plan.number(), WaveReview.of(reviews));
    }

    private Reviewed read(PlannedShard shard, int wave, ShardReview review, DetectionObjects objects) {
        Found found = store.objects().get(objects.result(wave, shard.index()), ShardReview.LARGEST);
        if (found instanceof Found.Present present) {
            return review.read(shard, new String(present.bytes(), StandardCharsets.UTF_8));
        }
        return found instanceof Found.Missing ? review.missing(shard) : review.tooLarge(shard);
    }
}
