package dev.flakydetector.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.handler.DetectionObjects.ClosedWave;
import dev.flakydetector.handler.DetectionObjects.Ledger;
import dev.flakydetector.pipeline.NextAttempts;
import dev.flakydetector.pipeline.WavePlan;
import dev.flakydetector.telemetry.Measure;
import dev.flakydetector.telemetry.Step;
import dev.flakydetector.telemetry.Telemetry;
import dev.flakydetector.verdict.RunningCounts;
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
    private final Telemetry telemetry;

    /** For Lambda. */
    public DecideHandler() {
        this(CloudWiring.ofThisProcess());
    }

    private DecideHandler(CloudWiring wiring) {
        this(wiring.store(), wiring.telemetry(Step.DECIDE));
    }

    /** For another engine. */
    public DecideHandler(DetectionStore store) {
        this(store, Telemetry.SILENT);
    }

    private DecideHandler(DetectionStore store, Telemetry telemetry) {
        this.store = store;
        this.telemetry = telemetry;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        telemetry.during(context, () -> decide(input, output));
    }

    private void decide(InputStream input, OutputStream output) throws IOException {
        String id = Event.read(input).detectionId();
        telemetry.concerns(id);
        DetectionObjects objects = store.objectsOf(id);
        Detection detection = store.detection(id);
        Ledger ledger = objects.ledger();
        if (ledger.isOpen()) {
            RunningCounts counts = store.counts(detection, objects, ledger);
            Detection prepared = objects.settledFacts().addedTo(detection);
            ledger = ledger.with(takeIn(ledger.last(), new WaveIntake(store, prepared, objects, counts)));
        }
        NextAttempts next = store.next(detection, objects, ledger);
        boolean done =
                detection.status() != DetectionStatus.RUNNING || next.attempts().isEmpty();
        int wave = Math.max(0, ledger.plans().size() - 1);
        LOG.info("detection {}: {} attempts after wave {}, done {}", id, next.attemptsRun(), wave, done);
        Event.write(Event.answer().put("detection_id", id).put("wave", wave).put("done", done), output);
    }

    private ClosedWave takeIn(WavePlan plan, WaveIntake intake) throws IOException {
        try {
            ClosedWave closed = intake.takeIn(plan);
            int lost = closed.review().struck().size();
            telemetry.count(Measure.ATTEMPTS_RUN, plan.attempts() - lost);
            telemetry.count(Measure.ATTEMPTS_LOST, lost);
            return closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Decide was interrupted", e);
        }
    }
}
