package dev.flakydetector.local;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.machine.ExitCode;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.pipeline.DetectionListener;
import dev.flakydetector.pipeline.DetectionProgress;
import dev.flakydetector.pipeline.DetectionSteps;
import dev.flakydetector.pipeline.LocalEngine;
import dev.flakydetector.pipeline.Preparation;
import dev.flakydetector.pipeline.RequestDraft;
import dev.flakydetector.render.Replay;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One detection on this machine, from the draft of a request to the report and the exit code. */
public final class LocalDetection {

    private final Machine machine;
    private final StorePlace store;
    private final ModelChoice models;
    private final ReportTarget target;
    private final Optional<Severity> failOn;
    private final Progress progress;
    private Optional<Detection> finished = Optional.empty();

    public LocalDetection(Machine machine, StorePlace store, ReportTarget target, Optional<Severity> failOn) {
        this(machine, store, ModelChoice.OF_STORE, target, failOn);
    }

    public LocalDetection(
            Machine machine, StorePlace store, ModelChoice models, ReportTarget target, Optional<Severity> failOn) {
        this.machine = machine;
        this.store = store;
        this.models = models;
        this.target = target;
        this.failOn = failOn;
        this.progress = new Progress(machine.err(), machine.terminal());
    }

    public ExitCode start(RequestDraft draft) throws IOException, InterruptedException {
        String id = Ids.newDetection(machine.chance());
        try (RunHistory history = Stores.open(machine, store);
                LocalWiring wiring = LocalWiring.open(machine, store, id)) {
            Preparation preparation =
                    wiring.preparation(progress::step).prepare(draft, () -> Ids.newSeed(machine.chance()));
            if (!(preparation instanceof Preparation.Ready ready)) {
                return refuse(preparation);
            }
            Detection started = DetectionSteps.begin(
                    id,
                    ready.request(),
                    ready.revision(),
                    ready.project().adapter().framework(),
                    ready.project().command(),
                    machine.clock().instant());
            history.begin(started);
            return run(wiring, history, started, ready, new DetectionProgress(ready.request(), ready.problems()));
        }
    }

    public ExitCode resume(String id) throws IOException, InterruptedException {
        try (RunHistory history = Stores.open(machine, store);
                LocalWiring wiring = LocalWiring.open(machine, store, id)) {
            Optional<Detection> stored = history.find(id);
            if (stored.isEmpty()) {
                machine.refuse(Stores.unknown(id));
                return ExitCode.BAD_INPUT;
            }
            if (stored.get().status() == DetectionStatus.DONE) {
                progress.step("Detection %s is done already; this is its report".formatted(id));
                return report(stored.get(), history);
            }
            Preparation preparation = wiring.preparation(progress::step).prepareAgain(stored.get());
            if (!(preparation instanceof Preparation.Ready ready)) {
                return refuse(preparation);
            }
            DetectionProgress soFar = new DetectionProgress(ready.request(), ready.problems());
            history.forEachAttempt(id, soFar::add);
            progress.step("Going on after %d stored runs".formatted(soFar.attemptsRun()));
            return run(wiring, history, stored.get(), ready, soFar);
        }
    }

    private ExitCode run(
            LocalWiring wiring, RunHistory history, Detection started, Preparation.Ready ready, DetectionProgress soFar)
            throws IOException {
        progress.step("Detection %s: up to %d runs of '%s', %d at once, seed %s"
                .formatted(
                        started.id(),
                        ready.request().runs(),
                        ready.project().command(),
                        ready.request().parallelism(),
                        ready.request().seed()));
        DetectionStatus status = new LocalEngine(history, new Bar())
                .run(started, DetectionSteps.plan(ready.request()), wiring.runner(ready), soFar);
        progress.clear();
        boolean interrupted = wiring.interrupted();
        Detection finished = LocalInsights.of(machine, store, models)
                .addTo(
                        DetectionSteps.conclude(
                                started, soFar, status, machine.clock().instant()),
                        history);
        history.conclude(finished);
        ExitCode code = report(finished, history);
        return interrupted ? ExitCode.INTERRUPTED : code;
    }

    /** What was reported; empty when there was nothing to report. */
    public Optional<Detection> finished() {
        return finished;
    }

    private ExitCode report(Detection detection, RunHistory history) throws IOException {
        finished = Optional.of(detection);
        Replay replay = store.isNone() ? Replay.FROM_REQUEST : Replay.FROM_STORE;
        ReportWriter.write(detection, history, replay, target, machine);
        if (!detection.isJudged()) {
            boolean toldAlready =
                    target.format() == ReportForm.CONSOLE && target.file().isEmpty();
            if (!toldAlready) {
                detection.problems().forEach(problem -> machine.err().println("flaky: " + problem.message()));
            }
            return ExitCode.NOT_RUN;
        }
        boolean loud = failOn.filter(detection.severity()::isAtLeast).isPresent();
        return loud ? ExitCode.FINDING : ExitCode.DONE;
    }

    private ExitCode refuse(Preparation preparation) {
        if (preparation instanceof Preparation.Refused refused) {
            machine.refuse(refused.messages());
            return ExitCode.BAD_INPUT;
        }
        if (preparation instanceof Preparation.Unavailable unavailable) {
            machine.refuse(List.of(unavailable.message()));
            return ExitCode.NOT_RUN;
        }
        throw new IllegalStateException("Unknown kind of preparation: " + preparation);
    }

    /** Draws the progress bar. */
    private final class Bar implements DetectionListener {

        private int failed;
        private int troubled;

        @Override
        public void step(String message) {
            progress.step(message);
        }

        @Override
        public void attempt(CompletedAttempt completed, int done, int planned) {
            failed += completed.failed() ? 1 : 0;
            troubled += completed.result().isReported() ? 0 : 1;
            progress.attempts(done, planned, failed, troubled);
        }
    }
}
