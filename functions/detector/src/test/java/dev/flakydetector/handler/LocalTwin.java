package dev.flakydetector.handler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.adapter.PathToolchain;
import dev.flakydetector.adapter.choice.FrameworkAdapters;
import dev.flakydetector.adapter.choice.FrameworkChoice;
import dev.flakydetector.api.DetectionBody;
import dev.flakydetector.checkout.WorkspaceCopy;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.pipeline.DetectionListener;
import dev.flakydetector.pipeline.DetectionProgress;
import dev.flakydetector.pipeline.DetectionSteps;
import dev.flakydetector.pipeline.LocalEngine;
import dev.flakydetector.pipeline.Preparation;
import dev.flakydetector.pipeline.ProjectPreparation;
import dev.flakydetector.pipeline.RequestDraft;
import dev.flakydetector.pipeline.Workbench;
import dev.flakydetector.rerun.AttemptRunner;
import dev.flakydetector.rerun.HostEnvironment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/** The local engine, given the same request as the handlers. */
final class LocalTwin {

    private final Path folder;
    private final RunHistory history;

    /** @param folder to work in */
    LocalTwin(Path folder, RunHistory history) {
        this.folder = folder;
        this.history = history;
    }

    /** @param request with a file:// URL */
    Detection run(ObjectNode request) throws Exception {
        // Different for every process that runs at the same time.
        String mark = "local-" + ProcessHandle.current().pid();
        Workbench workbench = Workbench.create(folder.resolve("local"), "d1");
        PathToolchain toolchain = new PathToolchain(System.getenv());
        HostEnvironment host = new HostEnvironment(System.getenv(), folder.resolve("home"));
        Preparation preparation = new ProjectPreparation(
                        new FrameworkChoice(FrameworkAdapters.all()),
                        toolchain,
                        host,
                        workbench,
                        folder,
                        mark,
                        step -> {})
                .prepare(draft(request), () -> new Seed(42));
        Preparation.Ready ready = (Preparation.Ready) preparation;
        Detection started = DetectionSteps.begin(
                "d1",
                ready.request(),
                ready.revision(),
                ready.project().adapter().framework(),
                ready.project().command(),
                Instant.EPOCH);
        history.begin(started);
        DetectionProgress progress = new DetectionProgress(ready.request(), ready.problems());
        AttemptRunner runner = new AttemptRunner(
                ready.request(),
                ready.project(),
                host,
                new WorkspaceCopy(toolchain.find("cp")),
                workbench.root().resolve("attempts"),
                folder.resolve("logs"),
                mark);
        DetectionStatus status = new LocalEngine(history, new Silence())
                .run(started, DetectionSteps.plan(ready.request()), runner, progress);
        return DetectionSteps.conclude(started, progress, status, Instant.EPOCH);
    }

    private static RequestDraft draft(ObjectNode request) {
        return DetectionBody.read(request, Set.of("file"), DetectionRequest.MAX_RUNS)
                .draft()
                .orElseThrow();
    }

    private static final class Silence implements DetectionListener {

        @Override
        public void step(String message) {}

        @Override
        public void attempt(CompletedAttempt completed, int done, int planned) {}
    }
}
