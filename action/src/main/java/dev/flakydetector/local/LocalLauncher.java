package dev.flakydetector.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flakydetector.api.DetectionLauncher;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.pipeline.DetectionListener;
import dev.flakydetector.pipeline.DetectionProgress;
import dev.flakydetector.pipeline.DetectionSteps;
import dev.flakydetector.pipeline.LocalEngine;
import dev.flakydetector.pipeline.Preparation;
import dev.flakydetector.pipeline.RequestDraft;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Detections of the API on this machine's threads, a few at a time; the rest wait their turn. */
public final class LocalLauncher implements DetectionLauncher, AutoCloseable {

    private static final int AT_ONCE = 2;
    private static final int PATIENCE_SECONDS = 60;

    private final Machine machine;
    private final StorePlace store;
    private final ModelChoice models;
    private final RunHistory history;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final Map<String, Future<?>> running = new ConcurrentHashMap<>();

    public LocalLauncher(Machine machine, StorePlace store, ModelChoice models, RunHistory history) {
        this.machine = machine;
        this.store = store;
        this.models = models;
        this.history = history;
    }

    @Override
    public void launch(Detection accepted, RequestDraft draft, JsonNode body) {
        running.computeIfAbsent(
                accepted.id(),
                id -> threads.submit(() -> {
                    try {
                        run(accepted, draft);
                    } finally {
                        running.remove(id);
                    }
                }));
    }

    @Override
    public void cancel(Detection detection) {
        Future<?> work = running.get(detection.id());
        boolean waits = work == null
                || history.find(detection.id())
                        .map(found -> found.status() == DetectionStatus.ACCEPTED)
                        .orElse(true);
        if (work != null) {
            work.cancel(true);
        }
        if (waits) {
            // Nobody has begun it, so nobody else would say that it has ended.
            running.remove(detection.id());
            history.update(DetectionSteps.cancel(detection, machine.clock().instant()));
        }
    }

    private void run(Detection accepted, RequestDraft draft) {
        try (LocalWiring wiring = LocalWiring.open(machine, store, accepted.id())) {
            Preparation preparation = wiring.preparation(step -> {})
                    .prepare(draft, () -> accepted.request().seed());
            if (preparation instanceof Preparation.Ready ready) {
                run(wiring, accepted, ready);
            } else {
                fail(accepted, reasons(preparation));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            history.update(DetectionSteps.cancel(accepted, machine.clock().instant()));
        } catch (IOException | RuntimeException e) {
            // The end of this thread: whoever asks for the detection is told.
            machine.tell(e);
            fail(accepted, List.of("The detection broke off: see what 'flaky serve' printed"));
        }
    }

    private void run(LocalWiring wiring, Detection accepted, Preparation.Ready ready) throws IOException {
        Detection started = DetectionSteps.begin(
                accepted.id(),
                ready.request(),
                ready.revision(),
                ready.project().adapter().framework(),
                ready.project().command(),
                accepted.startedAt());
        history.update(started);
        DetectionProgress progress = new DetectionProgress(ready.request(), ready.problems());
        DetectionStatus status = new LocalEngine(history, new Quiet())
                .run(started, DetectionSteps.plan(ready.request()), wiring.runner(ready), progress);
        // The flag has done its work; the report still has to be written.
        Thread.interrupted();
        history.conclude(LocalInsights.of(machine, store, models)
                .addTo(
                        DetectionSteps.conclude(
                                started, progress, status, machine.clock().instant()),
                        history));
    }

    private static List<String> reasons(Preparation preparation) {
        if (preparation instanceof Preparation.Refused refused) {
            return refused.messages();
        }
        if (preparation instanceof Preparation.Unavailable unavailable) {
            return List.of(unavailable.message());
        }
        throw new IllegalStateException("Unknown kind of preparation: " + preparation);
    }

    private void fail(Detection accepted, List<String> reasons) {
        List<Problem> problems = reasons.stream()
                .map(reason -> Problem.of(Problem.Kind.SETUP, reason))
                .toList();
        history.update(DetectionSteps.fail(accepted, problems, machine.clock().instant()));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                machine.err().println("flaky: a detection did not stop in %d seconds".formatted(PATIENCE_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever wants to know asks the API. */
    private static final class Quiet implements DetectionListener {

        @Override
        public void step(String message) {}

        @Override
        public void attempt(CompletedAttempt completed, int done, int planned) {}
    }
}
