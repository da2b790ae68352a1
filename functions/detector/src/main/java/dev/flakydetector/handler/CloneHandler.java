package dev.flakydetector.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.flakydetector.api.DetectionBody;
import dev.flakydetector.checkout.Checkout;
import dev.flakydetector.checkout.CloneGuard;
import dev.flakydetector.checkout.GitTokens;
import dev.flakydetector.checkout.RepositoryLocation;
import dev.flakydetector.checkout.RepositoryLocation.Remote;
import dev.flakydetector.checkout.RepositoryLocation.UnknownLocation;
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
import dev.flakydetector.telemetry.Measure;
import dev.flakydetector.telemetry.Step;
import dev.flakydetector.telemetry.Telemetry;
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
    /** git's short form counts as ssh. */
    private static final Set<String> SCHEMES = Set.of("https", "ssh");

    private static final Duration NETWORK_LIMIT = Duration.ofMinutes(2);

    /** For putting down what became of it, before Lambda would end the function. */
    private static final Duration RESERVE = Duration.ofSeconds(30);

    private final DetectionStore store;
    private final Executions executions;
    private final CloneGuard guard;
    private final GitTokens tokens;
    private final Set<String> schemes;
    private final Path temporary;
    private final Clock clock;
    private final Telemetry telemetry;

    /** For Lambda. */
    public CloneHandler() {
        this(CloudWiring.ofThisProcess());
    }

    private CloneHandler(CloudWiring wiring) {
        this(
                wiring.store(),
                wiring.executions(),
                wiring.guard(),
                wiring.tokens(),
                SCHEMES,
                wiring.temporary(),
                wiring.clock(),
                wiring.telemetry(Step.CLONE));
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
        this(store, executions, guard, GitTokens.NONE, schemes, temporary, clock, Telemetry.SILENT);
    }

    /** With everything that Lambda's has. */
    CloneHandler(
            DetectionStore store,
            Executions executions,
            CloneGuard guard,
            GitTokens tokens,
            Set<String> schemes,
            Path temporary,
            Clock clock,
            Telemetry telemetry) {
        this.store = store;
        this.executions = executions;
        this.guard = guard;
        this.tokens = tokens;
        this.schemes = Set.copyOf(schemes);
        this.temporary = temporary;
        this.clock = clock;
        this.telemetry = telemetry;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        telemetry.during(context, () -> clone(input, output, limit(context)));
    }

    private void clone(InputStream input, OutputStream output, Duration limit) throws IOException {
        Event event = Event.read(input);
        String id = event.detectionId();
        telemetry.concerns(id);
        RequestDraft draft = draft(event);
        Detection detection = store.history().find(id).orElseGet(() -> accept(id, event, draft));
        if (detection.status() == DetectionStatus.ACCEPTED) {
            detection = putUnlessCancelled(fetch(detection, draft, limit));
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

    private static Duration limit(Context context) {
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
        return left.isNegative() ? Duration.ZERO : left;
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

    /** The workspace is gone afterwards, whatever became of it. */
    private Detection fetch(Detection accepted, RequestDraft draft, Duration limit) throws IOException {
        Workbench workbench = Workbench.create(temporary, accepted.id());
        try {
            return Bounded.work(limit, telemetry.within(() -> fetch(accepted, draft, workbench)))
                    .orElseGet(() -> failed(accepted, "too_slow", List.of(tooSlow(accepted, limit))));
        } finally {
            new WorkspaceCopy(Optional.empty()).delete(workbench.root());
        }
    }

    private static String tooSlow(Detection accepted, Duration limit) {
        return ("Cloning %s took longer than the %d seconds that it may take, so it was given up. Try again later; a large"
                        + " repository can be cloned by its default branch or a tag faster than by an old commit.")
                .formatted(accepted.request().repository(), limit.toSeconds());
    }

    private Detection fetch(Detection accepted, RequestDraft draft, Workbench workbench) throws IOException {
        String id = accepted.id();
        Fetching fetching;
        try {
            Optional<String> keyless = sshHost(draft.repository())
                    .filter(host -> tokens.sshTo(host).isEmpty());
            if (keyless.isPresent()) {
                return failed(accepted, "refused", List.of(noKey(draft.repository(), keyless.get())));
            }
            fetching = new ProjectSource(
                            new Checkout(NETWORK_LIMIT, guard, tokens),
                            workbench,
                            workbench.root(),
                            step -> LOG.info("detection {}: {}", id, step))
                    .fetch(draft, () -> accepted.request().seed());
        } catch (RemoteTrouble e) {
            return failed(accepted, "secret", List.of(String.valueOf(e.getMessage())));
        }
        if (fetching instanceof Fetching.Fetched fetched) {
            Detection started = DetectionSteps.begin(id, fetched, accepted.startedAt());
            if (fetched.variationsNamed()) {
                Files.createFile(workbench.root().resolve(WorkerFolder.VARIATIONS_NAMED));
            }
            keepSnapshot(started, workbench);
            return started;
        }
        String kind = fetching instanceof Preparation.Refused ? "refused" : "unavailable";
        return failed(accepted, kind, ((Preparation.Trouble) fetching).messages());
    }

    private Optional<String> sshHost(String repository) {
        try {
            return RepositoryLocation.parse(repository, temporary) instanceof Remote remote
                    ? remote.sshHost()
                    : Optional.empty();
        } catch (UnknownLocation e) {
            // The source says what is wrong with it.
            return Optional.empty();
        }
    }

    private static String noKey(String repository, String host) {
        return ("Cannot clone %s: there is no ssh key here for %s. Give the https:// URL, or put ssh_private_key and"
                        + " known_hosts for that host into the stack's secret of git tokens.")
                .formatted(repository, host);
    }

    private Detection failed(Detection accepted, String kind, List<String> messages) {
        telemetry.countOne(Measure.CLONE_FAILURES, kind);
        telemetry.count(Measure.DETECTIONS_FAILED, 1);
        LOG.warn("detection {}: not cloned, {}", accepted.id(), kind);
        List<Problem> problems = messages.stream()
                .map(message -> Problem.of(Problem.Kind.CHECKOUT, message))
                .toList();
        return DetectionSteps.fail(accepted, problems, clock.instant());
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
        boolean put = store.history().update(fetched, Set.of(DetectionStatus.ACCEPTED));
        return put ? fetched : store.detection(fetched.id());
    }

    private void start(Detection running) {
        try {
            executions.start(
                    running.id(), StateMachineInput.of(running.id(), store).toString());
        } catch (RemoteTrouble e) {
            telemetry.count(Measure.DETECTIONS_FAILED, 1);
            Problem problem = Problem.of(
                    Problem.Kind.SETUP,
                    "The state machine could not be started: %s. Start the detection again.".formatted(e.getMessage()));
            store.history()
                    .update(
                            DetectionSteps.fail(running, List.of(problem), clock.instant()),
                            Set.of(DetectionStatus.RUNNING));
            throw e;
        }
    }
}
