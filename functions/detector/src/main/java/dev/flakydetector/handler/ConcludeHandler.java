package dev.flakydetector.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Verdict;
import dev.flakydetector.pipeline.Insights;
import dev.flakydetector.pipeline.StoredProgress;
import dev.flakydetector.telemetry.Measure;
import dev.flakydetector.telemetry.Step;
import dev.flakydetector.telemetry.Telemetry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the report, however the detection ended. Called again, it leaves the first report as it is. */
public final class ConcludeHandler implements RequestStreamHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ConcludeHandler.class);
    private static final int LONGEST_CAUSE = 500;

    private final DetectionStore store;
    private final Insights insights;
    private final Clock clock;
    private final Telemetry telemetry;

    /** For Lambda. */
    public ConcludeHandler() {
        this(CloudWiring.ofThisProcess());
    }

    private ConcludeHandler(CloudWiring wiring) {
        this(wiring.store(), wiring.insights(), wiring.clock(), wiring.telemetry(Step.CONCLUDE));
    }

    /** For another engine. */
    public ConcludeHandler(DetectionStore store, Insights insights, Clock clock) {
        this(store, insights, clock, Telemetry.SILENT);
    }

    private ConcludeHandler(DetectionStore store, Insights insights, Clock clock, Telemetry telemetry) {
        this.store = store;
        this.insights = insights;
        this.clock = clock;
        this.telemetry = telemetry;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        telemetry.during(context, () -> conclude(input, output));
    }

    private void conclude(InputStream input, OutputStream output) throws IOException {
        Event event = Event.read(input);
        String id = event.detectionId();
        telemetry.concerns(id);
        Detection finished = concluded(id, event);
        LOG.info("detection {}: {}, {} attempts", id, finished.status(), finished.attemptsRun());
        Event.write(
                Event.answer()
                        .put("detection_id", id)
                        .put("status", finished.status().name())
                        .put("severity", finished.severity().name()),
                output);
    }

    /** Written over what was read alone: one that is cancelled in between is concluded as that. */
    private Detection concluded(String id, Event event) {
        while (true) {
            Detection stored = store.detection(id);
            if (isConcluded(stored)) {
                return stored;
            }
            Detection finished = insights.addTo(conclude(stored, event), store.history());
            if (store.history().conclude(finished, Set.of(stored.status()))) {
                count(finished);
                return finished;
            }
        }
    }

    /** Where it was concluded, so that a call that is repeated counts nothing. */
    private void count(Detection finished) {
        boolean failed = finished.status() == DetectionStatus.FAILED;
        telemetry.count(failed ? Measure.DETECTIONS_FAILED : Measure.DETECTIONS_FINISHED, 1);
        telemetry.count(
                Measure.FLAKY_TESTS,
                finished.tests().stream()
                        .filter(test -> test.verdict() == Verdict.FLAKY)
                        .count());
    }

    /** A cancelled one is put down by whoever cancels, and gets its report here. */
    private static boolean isConcluded(Detection stored) {
        return switch (stored.status()) {
            case ACCEPTED, RUNNING -> false;
            case CANCELLED -> stored.attemptsRun() > 0;
            case DONE, FAILED -> true;
        };
    }

    private Detection conclude(Detection stored, Event event) {
        StoredProgress progress = store.progress(stored, store.objectsOf(stored.id()));
        Instant now = clock.instant();
        if (stored.status() == DetectionStatus.CANCELLED) {
            return progress.cutOff(
                    DetectionStatus.CANCELLED,
                    Problem.of(
                            Problem.Kind.INTERRUPTED,
                            "Cancelled after %d of %d runs"
                                    .formatted(
                                            progress.attemptsRun(),
                                            stored.request().runs())),
                    now);
        }
        return event.has("failed")
                ? progress.cutOff(DetectionStatus.FAILED, failure(event.node().path("failed")), now)
                : progress.conclude(now);
    }

    private static Problem failure(JsonNode failed) {
        String cause = failed.path("Cause").asText();
        return Problem.of(
                Problem.Kind.INTERRUPTED,
                "A step broke off with %s: %s. The logs of the step's function say more; start the detection again."
                        .formatted(
                                failed.path("Error").asText("an unnamed error"),
                                cause.length() <= LONGEST_CAUSE ? cause : cause.substring(0, LONGEST_CAUSE) + "…"));
    }
}
