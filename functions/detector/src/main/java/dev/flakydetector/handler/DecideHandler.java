package dev.flakydetector.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.handler.DetectionObjects.Ledger;
import dev.flakydetector.pipeline.StoredProgress;
import dev.flakydetector.pipeline.WavePlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
            takeIn(ledger.last(), new WaveIntake(store, prepared, objects));
        }
        StoredProgress progress = store.progress(detection, objects);
        boolean done =
                detection.status() != DetectionStatus.RUNNING || progress.next().isEmpty();
        int wave = Math.max(0, ledger.plans().size() - 1);
        LOG.info("detection {}: {} attempts after wave {}, done {}", id, progress.attemptsRun(), wave, done);
        Event.write(Event.answer().put("detection_id", id).put("wave", wave).put("done", done), output);
    }

    private static void takeIn(WavePlan plan, WaveIntake intake) throws IOException {
        try {
            intake.takeIn(plan);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Decide was interrupted", e);
        }
    }
}
