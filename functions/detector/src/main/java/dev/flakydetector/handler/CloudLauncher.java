package dev.flakydetector.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.api.DetectionLauncher;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.pipeline.DetectionSteps;
import dev.flakydetector.pipeline.RequestDraft;
import dev.flakydetector.remote.Functions;
import java.time.Clock;

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

    /** Whoever takes the next step sees it, and what was measured by then is filled in at the end. */
    @Override
    public void cancel(Detection running) {
        history.update(DetectionSteps.cancel(running, clock.instant()));
    }
}
