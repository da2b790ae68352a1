package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flakydetector.api.DetectionBody;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.pipeline.DetectionSteps;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CloudLauncherTest {

    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final RunHistory history = new InMemoryRunHistory();
    private final CloudLauncher launcher = new CloudLauncher(history, (name, input) -> {}, "clone", CLOCK, 1_000);
    private final Detection accepted = accepted();

    @Test
    void callsOffWhatIsUnderWay() {
        history.begin(accepted);

        launcher.cancel(accepted);

        assertThat(status()).isEqualTo(DetectionStatus.CANCELLED);
    }

    @Test
    void leavesWhatHasEndedSinceItWasRead() {
        history.begin(accepted);
        Problem problem = Problem.of(Problem.Kind.CHECKOUT, "gone");
        history.update(DetectionSteps.fail(accepted, List.of(problem), CLOCK.instant()));

        launcher.cancel(accepted);

        assertThat(status()).isEqualTo(DetectionStatus.FAILED);
    }

    @Test
    void aCancelledDetectionNeverRunsAgain() {
        history.begin(accepted);
        launcher.cancel(accepted);

        boolean begun = history.update(accepted, Set.of(DetectionStatus.ACCEPTED));

        assertThat(begun).isFalse();
        assertThat(status()).isEqualTo(DetectionStatus.CANCELLED);
    }

    private DetectionStatus status() {
        return history.find(accepted.id()).orElseThrow().status();
    }

    private static Detection accepted() {
        var body = new JsonMapper().createObjectNode().put("repo", "https://git.example/shop.git");
        var draft = DetectionBody.read(body, Set.of("https"), 1_000).draft().orElseThrow();
        return DetectionSteps.accept("d-1", draft.repository(), draft, new Seed(7), Instant.EPOCH);
    }
}
