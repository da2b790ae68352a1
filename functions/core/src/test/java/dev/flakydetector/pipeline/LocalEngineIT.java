package dev.flakydetector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.PathToolchain;
import dev.flakydetector.adapter.SupportFiles;
import dev.flakydetector.adapter.choice.CommandAdapter;
import dev.flakydetector.checkout.WorkspaceCopy;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.DetectionRequest.ReportPolicy;
import dev.flakydetector.domain.DetectionRequest.SetupPolicy;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Revision;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeedRange;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.rerun.AttemptRunner;
import dev.flakydetector.rerun.HostEnvironment;
import dev.flakydetector.rerun.PreparedProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine is stopped while attempts have ended that it has not stored yet. */
class LocalEngineIT {

    private static final TestCommand COMMAND = TestCommand.of("sh", "run");
    private static final DetectionRequest REQUEST = new DetectionRequest(
            "/shop",
            Optional.empty(),
            Optional.of(COMMAND),
            Optional.of(Framework.COMMAND),
            12,
            1,
            new Seed(42),
            SeedRange.DEFAULT,
            Duration.ofMinutes(5),
            StopRule.CAP,
            Set.of(),
            ReportPolicy.DEFAULT,
            SetupPolicy.DEFAULT);
    private static final Detection STARTED = DetectionSteps.begin(
            "d1",
            REQUEST,
            new Revision("/shop", Optional.empty(), "tree:1", false),
            Framework.COMMAND,
            COMMAND,
            Instant.EPOCH);

    @TempDir
    private Path folder;

    private final InMemoryRunHistory history = new InMemoryRunHistory();
    private final DetectionProgress progress = new DetectionProgress(REQUEST, List.of());
    private Path project;
    private Path reached;

    @BeforeEach
    void begin() throws Exception {
        project = Files.createDirectory(folder.resolve("project"));
        reached = folder.resolve("reached");
        int exitCode = new ProcessBuilder("mkfifo", reached.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exitCode).isZero();
        history.begin(STARTED);
    }

    @Test
    void anInterruptLosesNoAttemptThatHasEnded() throws Exception {
        // The seventh attempt begins, and never ends.
        Files.writeString(
                project.resolve("run"), "test $ATTEMPT -ne 6 || { echo here > %s; sleep 1000; }".formatted(reached));

        DetectionStatus status = run(new AtTheFirst(() -> {
            Files.readString(reached);
            Thread.currentThread().interrupt();
        }));

        boolean interrupted = Thread.interrupted();
        assertThat(status).isEqualTo(DetectionStatus.CANCELLED);
        assertThat(interrupted).isTrue();
        assertThat(progress.attemptsRun()).isEqualTo(6);
        assertThat(stored()).isEqualTo(6);
        assertThat(progress.problems()).extracting(Problem::kind).containsExactly(Problem.Kind.INTERRUPTED);
    }

    private long stored() {
        return IntStream.range(0, 12)
                .filter(number -> history.attempt("d1", number).isPresent())
                .count();
    }

    private DetectionStatus run(DetectionListener listener) {
        PathToolchain toolchain = new PathToolchain(System.getenv());
        PreparedProject prepared = new PreparedProject(
                project,
                folder.resolve("tools"),
                new CommandAdapter(),
                COMMAND,
                toolchain,
                new SupportFiles(folder.resolve("support")));
        AttemptRunner runner = new AttemptRunner(
                REQUEST,
                prepared,
                new HostEnvironment(Map.of("PATH", System.getenv("PATH")), folder.resolve("home")),
                new WorkspaceCopy(toolchain.find("cp")),
                folder.resolve("attempts"),
                folder.resolve("logs"),
                "local-engine-it-" + ProcessHandle.current().pid());
        return new LocalEngine(history, listener).run(STARTED, DetectionSteps.plan(REQUEST), runner, progress);
    }

    private interface Event {

        void happen() throws IOException;
    }

    /** Holds the engine up once its first attempt is stored, while others run on. */
    private record AtTheFirst(Event event) implements DetectionListener {

        @Override
        public void step(String message) {}

        @Override
        public void attempt(CompletedAttempt completed, int done, int planned) {
            try {
                if (done == 1) {
                    event.happen();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
