package dev.flakydetector.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.api.DetectionLauncher;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.pipeline.DetectionSteps;
import dev.flakydetector.pipeline.RequestDraft;
import dev.flakydetector.remote.Functions;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Hands accepted detections to the function that clones, and puts down that one is called off. */
final class CloudLauncher implements DetectionLauncher {

    private final RunHistory history;
    private final Functions functions;
    private final String cloneFunction;
    private final Clock clock;
    private final int mostRuns;

    CloudLauncher(RunHistory history, Functions functions, String cloneFunction, Clock clock, int mostRuns) {
        this.history = history;
        this.functions = functions;
        this.cloneFunction = cloneFunction;
        this.clock = clock;
        this.mostRuns = mostRuns;
    }

    @Override
    public int mostRuns() {
        return mostRuns;
    }

    @Override
    public void launch(Detection accepted, RequestDraft draft, JsonNode body) {
        ObjectNode event = Event.answer()
                .put("detection_id", accepted.id())
                .put("seed", accepted.request().seed().value());
        event.set("request", body);
        functions.send(cloneFunction, event.toString());
    }

    /**
     * Whoever takes the next step sees it, and what was measured by then is filled in at the end. One that has ended in the
     * meantime stays as it is.
     */
    @Override
    public void cancel(Detection running) {
        Optional<Detection> now = Optional.of(running);
        while (now.isPresent() && isUnderWay(now.get()) && !changed(now.get())) {
            now = history.find(running.id());
        }
    }

    private static boolean isUnderWay(Detection detection) {
        return detection.status() == DetectionStatus.ACCEPTED || detection.status() == DetectionStatus.RUNNING;
    }

    private boolean changed(Detection seen) {
        return history.update(DetectionSteps.cancel(seen, clock.instant()), Set.of(seen.status()));
    }
}
