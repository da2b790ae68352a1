package dev.flakydetector.handler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flakydetector.api.DetectionLauncher;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.pipeline.RequestDraft;
import dev.flakydetector.telemetry.Measure;
import dev.flakydetector.telemetry.Telemetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of what is launched and called off. */
final class CountedLauncher implements DetectionLauncher {

    private static final Logger LOG = LoggerFactory.getLogger(CountedLauncher.class);

    private final DetectionLauncher launcher;
    private final Telemetry telemetry;

    CountedLauncher(DetectionLauncher launcher, Telemetry telemetry) {
        this.launcher = launcher;
        this.telemetry = telemetry;
    }

    @Override
    public int mostRuns() {
        return launcher.mostRuns();
    }

    @Override
    public void launch(Detection accepted, RequestDraft draft, JsonNode body) {
        telemetry.concerns(accepted.id());
        launcher.launch(accepted, draft, body);
        telemetry.count(Measure.DETECTIONS_ACCEPTED, 1);
        LOG.info("accepted with {} runs", accepted.request().runs());
    }

    @Override
    public void cancel(Detection running) {
        telemetry.concerns(running.id());
        launcher.cancel(running);
        LOG.info("cancelled");
    }
}
