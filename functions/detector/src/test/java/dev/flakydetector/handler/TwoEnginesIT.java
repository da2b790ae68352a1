package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.adapter.FrameworkAdapters;
import dev.flakydetector.adapter.FrameworkChoice;
import dev.flakydetector.adapter.PathToolchain;
import dev.flakydetector.api.DetectionBody;
import dev.flakydetector.checkout.CloneGuard;
import dev.flakydetector.checkout.WorkspaceCopy;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.json.StoredJson;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same request through the handlers and through the local engine. */
class TwoEnginesIT {

    private static Cloud cloud;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        cloud = Cloud.start();
    }

    @AfterAll
    static void stop() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @Test
    void agreeOnASample() throws Exception {
        String repository = SampleRepository.of("pytest", folder.resolve("repository"));
        ObjectNode request = StateMachineLoop.JSON
                .createObjectNode()
                .put("repo", repository)
                .put("runs", 20)
                .put("parallelism", 4);
        StateMachineLoop machine = new StateMachineLoop(cloud.store(), CloneGuard.ANYTHING, folder, System.getenv());
        InMemoryRunHistory local = new InMemoryRunHistory();

        machine.run("d1", request);
        Detection expected = runLocally(request, local);

        Detection found = cloud.store().detection("d1");
        assertThat(timeless(found)).isEqualTo(timeless(expected));
        assertThat(attempts(cloud.store().history())).isEqualTo(attempts(local));
        assertThat(found.status()).isEqualTo(DetectionStatus.DONE);
        assertThat(found.tests()).hasSize(10);
    }

    private Detection runLocally(ObjectNode request, RunHistory history) throws Exception {
        Workbench workbench = Workbench.create(folder.resolve("local"), "d1");
        PathToolchain toolchain = new PathToolchain(System.getenv());
        HostEnvironment host = new HostEnvironment(System.getenv(), folder.resolve("home"));
        Preparation preparation = new ProjectPreparation(
                        new FrameworkChoice(FrameworkAdapters.all()),
                        toolchain,
                        host,
                        workbench,
                        folder,
                        "local",
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
                "local");
        DetectionStatus status = new LocalEngine(history, new Silence())
                .run(started, DetectionSteps.plan(ready.request()), runner, progress);
        return DetectionSteps.conclude(started, progress, status, Instant.EPOCH);
    }

    private static RequestDraft draft(ObjectNode request) {
        return DetectionBody.read(request, Set.of("file")).draft().orElseThrow();
    }

    /** The report byte for byte, without the times, and without the addresses of objects that Python prints. */
    private static String timeless(Detection detection) {
        Detection timeless = new Detection(
                detection.id(),
                detection.request(),
                detection.status(),
                detection.revision(),
                detection.framework(),
                detection.testCommand(),
                detection.command(),
                detection.verdict(),
                detection.severity(),
                detection.tests(),
                detection.problems(),
                detection.attemptsRun(),
                detection.attemptsSaved(),
                Instant.EPOCH,
                Duration.ZERO);
        return StoredJson.write(timeless).replaceAll("0x[0-9a-f]+", "0x…");
    }

    private static List<String> attempts(RunHistory history) {
        List<String> lines = new ArrayList<>();
        history.forEachAttempt("d1", completed -> lines.add(line(completed)));
        return lines;
    }

    private static String line(CompletedAttempt completed) {
        return "%s %s %s"
                .formatted(
                        completed.attempt(),
                        completed.exitCode(),
                        completed.result().outcomes().stream()
                                .map(outcome -> outcome.test() + "=" + outcome.status())
                                .sorted()
                                .toList());
    }

    private static final class Silence implements DetectionListener {

        @Override
        public void step(String message) {}

        @Override
        public void attempt(CompletedAttempt completed, int done, int planned) {}
    }
}
