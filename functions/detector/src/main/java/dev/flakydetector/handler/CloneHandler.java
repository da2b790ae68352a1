package dev.flakydetector.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.flakydetector.api.DetectionBody;
import dev.flakydetector.checkout.Checkout;
import dev.flakydetector.checkout.CloneGuard;
import dev.flakydetector.checkout.WorkspaceCopy;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.json.StoredJson;
import dev.flakydetector.pipeline.DetectionSteps;
import dev.flakydetector.pipeline.Fetching;
import dev.flakydetector.pipeline.Preparation;
import dev.flakydetector.pipeline.ProjectSource;
import dev.flakydetector.pipeline.RequestDraft;
import dev.flakydetector.pipeline.Workbench;
import dev.flakydetector.remote.Executions;
import dev.flakydetector.remote.FolderArchive;
import dev.flakydetector.remote.RemoteTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the code here, packs it for the worker and starts the state machine. The only step that holds a token; it runs
 * nothing of what it clones. Called again for the same detection, it goes on where the first call stopped.
 */
public final class CloneHandler implements RequestStreamHandler {

    private static final Logger LOG = LoggerFactory.getLogger(CloneHandler.class);
    /** git's short form counts as ssh; the guard refuses the long one. */
    private static final Set<String> SCHEMES = Set.of("https", "ssh");

    private static final Duration NETWORK_LIMIT = Duration.ofMinutes(2);

    private final DetectionStore store;
    private final Executions executions;
    private final CloneGuard guard;
    private final Set<String> schemes;
    private final Path temporary;
    private final Clock clock;

    /** For Lambda. */
    public CloneHandler() {
        this(CloudWiring.ofThisProcess());
    }

    private CloneHandler(CloudWiring wiring) {
        this(wiring.store(), wiring.executions(), wiring.guard(), SCHEMES, wiring.temporary(), wiring.clock());
    }

    /**
     * For another engine.
     *
     * @param schemes of the URLs that may be cloned
     * @param temporary a folder to clone in
     */
    public CloneHandler(
            DetectionStore store,
            Executions executions,
            CloneGuard guard,
            Set<String> schemes,
            Path temporary,
            Clock clock) {
        this.store = store;
        this.executions = executions;
        this.guard = guard;
        this.schemes = Set.copyOf(schemes);
        this.temporary = temporary;
        this.clock = clock;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Event event = Event.read(input);
        String id = event.detectionId();
        RequestDraft draft = draft(event);
        Detection detection = store.history().find(id).orElseGet(() -> accept(id, event, draft));
        if (detection.status() == DetectionStatus.ACCEPTED) {
            detection = putUnlessCancelled(fetch(detection, draft));
        }
        if (detection.status() == DetectionStatus.RUNNING) {
            start(detection);
        }
        LOG.info("detection {}: cloned, now {}", id, detection.status());
        Event.write(
                Event.answer()
                        .put("detection_id", id)
                        .put("status", detection.status().name()),
                output);
    }

    private RequestDraft draft(Event event) {
        DetectionBody.Reading reading =
                DetectionBody.read(event.node().path("request"), schemes, DetectionRequest.MAX_RUNS_IN_CLOUD);
        return reading.draft()
                .orElseThrow(() -> new IllegalArgumentException(reading.problems().stream()
                        .map(problem -> problem.field() + " " + problem.detail())
                        .collect(Collectors.joining("; "))));
    }

    /** The function may be called directly, without the API that puts detections down. */
    private Detection accept(String id, Event event, RequestDraft draft) {
        Detection accepted =
                DetectionSteps.accept(id, draft.repository(), draft, new Seed(event.number("seed")), clock.instant());
        return store.history().begin(accepted) ? accepted : store.detection(id);
    }

    private Detection fetch(Detection accepted, RequestDraft draft) throws IOException {
        String id = accepted.id();
        Workbench workbench = Workbench.create(temporary, id);
        try {
            Fetching fetching = new ProjectSource(
                            new Checkout(NETWORK_LIMIT, guard),
                            workbench,
                            workbench.root(),
                            step -> LOG.info("detection {}: {}", id, step))
                    .fetch(draft, () -> accepted.request().seed());
            if (fetching instanceof Fetching.Fetched fetched) {
                Detection started = DetectionSteps.begin(id, fetched, accepted.startedAt());
                if (fetched.variationsNamed()) {
                    Files.createFile(workbench.root().resolve(WorkerFolder.VARIATIONS_NAMED));
                }
                keepSnapshot(started, workbench);
                return started;
            }
            List<Problem> problems = ((Preparation.Trouble) fetching)
                    .messages().stream()
                            .map(message -> Problem.of(Problem.Kind.CHECKOUT, message))
                            .toList();
            return DetectionSteps.fail(accepted, problems, clock.instant());
        } finally {
            new WorkspaceCopy(Optional.empty()).delete(workbench.root());
        }
    }

    private void keepSnapshot(Detection started, Workbench workbench) throws IOException {
        Files.writeString(workbench.root().resolve(WorkerFolder.DETECTION), StoredJson.write(started));
        Path archive = workbench.root().resolve("snapshot.tar.gz");
        new FolderArchive(WorkerFolder.MOST_BYTES)
                .pack(
                        workbench.root(),
                        List.of(WorkerFolder.DETECTION, WorkerFolder.VARIATIONS_NAMED, WorkerFolder.PROJECT),
                        archive);
        store.objects().put(store.objectsOf(started.id()).snapshot(), archive);
    }

    private Detection putUnlessCancelled(Detection fetched) {
        Detection now = store.detection(fetched.id());
        if (now.status() != DetectionStatus.ACCEPTED) {
            return now;
        }
        store.history().conclude(fetched);
        return fetched;
    }

    private void start(Detection running) {
        try {
            executions.start(
                    running.id(), StateMachineInput.of(running.id(), store).toString());
        } catch (RemoteTrouble e) {
            Problem problem = Problem.of(
                    Problem.Kind.SETUP,
                    "The state machine could not be started: %s. Start the detection again.".formatted(e.getMessage()));
            store.history().conclude(DetectionSteps.fail(running, List.of(problem), clock.instant()));
            throw e;
        }
    }
}
