package dev.flakydetector.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.pipeline.RequestDraft;

/** Sets detections going and stops them: a state machine in the cloud, threads on one machine. */
public interface DetectionLauncher {

    /**
     * Starts the work for a detection that is stored as accepted, and returns at once. Called again for the same
     * detection it changes nothing.
     *
     * @param draft what the body asked for
     * @param body as it came, for whoever has to pass it on
     */
    void launch(Detection accepted, RequestDraft draft, JsonNode body);

    /** How many runs a detection may have where this launches it. */
    default int mostRuns() {
        return DetectionRequest.MAX_RUNS;
    }

    /** Asks a detection to stop; what was measured by then is kept. No effect when it has ended already. */
    void cancel(Detection running);
}
