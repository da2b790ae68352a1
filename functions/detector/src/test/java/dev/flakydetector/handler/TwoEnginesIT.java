package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.checkout.CloneGuard;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.json.StoredJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The same request through the handlers and through the local engine. */
class TwoEnginesIT {

    @RegisterExtension
    static final EmulatedCloud EMULATED = new EmulatedCloud();

    @TempDir
    private Path folder;

    @Test
    void agreeOnASample() throws Exception {
        String repository = SampleRepository.of("pytest", folder.resolve("repository"));
        ObjectNode request = StateMachineLoop.JSON
                .createObjectNode()
                .put("repo", repository)
                .put("runs", 20)
                .put("parallelism", 4);
        StateMachineLoop machine =
                new StateMachineLoop(EMULATED.cloud().store(), CloneGuard.ANYTHING, folder, System.getenv());
        InMemoryRunHistory local = new InMemoryRunHistory();

        machine.run("d1", request);
        Detection expected = new LocalTwin(folder, local).run(request);

        Detection found = EMULATED.cloud().store().detection("d1");
        assertThat(timeless(found)).isEqualTo(timeless(expected));
        assertThat(attempts(EMULATED.cloud().store().history())).isEqualTo(attempts(local));
        assertThat(found.status()).isEqualTo(DetectionStatus.DONE);
        assertThat(found.tests()).hasSize(10);
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
}
