package dev.flakydetector.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.pipeline.RequestDraft;

/** For tests in which nothing is launched. */
final class NoLauncher implements DetectionLauncher {

    @Override
    public void launch(Detection accepted, RequestDraft draft, JsonNode body) {
        throw new IllegalStateException("nothing is launched here");
    }

    @Override
    public void cancel(Detection running) {
        throw new IllegalStateException("nothing is cancelled here");
    }
}
