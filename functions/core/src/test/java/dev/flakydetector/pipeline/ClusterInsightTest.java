package dev.flakydetector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Revision;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.history.InMemoryRunHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClusterInsightTest {

    private static final Instant JUNE = Instant.parse("2026-06-03T08:00:00Z");
    private static final TestId LOGIN = new TestId("tests/test_login.py", "test_login");

    private final InMemoryRunHistory history = new InMemoryRunHistory();
    private final ClusterInsight insight = new ClusterInsight(Optional::empty);

    @Test
    void tellsWhatFailedAlikeAndWhereThatWasMetBefore() {
        SeenCluster first = only(detect("d1", 0, Optional.of("main")));
        detect("d2", 1, Optional.of("feature"));
        detect("d3", 2, Optional.empty());
        SeenCluster last = only(detect("d4", 3, Optional.of("main")));

        assertThat(first.failures()).isEqualTo(2);
        assertThat(first.tests()).containsExactly(LOGIN);
        assertThat(first.name()).startsWith("TimeoutError: waited").doesNotContain("hunter22");
        assertThat(first.past()).isEmpty();
        assertThat(last.key()).isEqualTo(first.key());
        assertThat(last.past()).contains(new SeenCluster.Past(4, 2, JUNE));
    }

    @Test
    void concludedAgainItTellsTheSame() {
        detect("d1", 0, Optional.of("main"));
        Detection second = started("d2", 1, Optional.of("main"));
        run(second);

        List<SeenCluster> once = insight.tell(second, history).clusters();
        List<SeenCluster> twice = insight.tell(second, history).clusters();

        assertThat(twice).isEqualTo(once);
        assertThat(once.get(0).past()).map(SeenCluster.Past::times).contains(2);
        assertThat(history.clusterNotes("/shop", 10)).hasSize(2);
    }

    @Test
    void aDetectionWithoutFailuresIsLeftAsItIs() {
        Detection started = started("d1", 0, Optional.empty());
        history.begin(started);
        history.add("d1", attempt(0, Outcome.passed(LOGIN, Duration.ZERO)));

        assertThat(insight.tell(started, history)).isEqualTo(started.insight());
    }

    private List<SeenCluster> detect(String id, int daysLater, Optional<String> branch) {
        Detection started = started(id, daysLater, branch);
        run(started);
        return insight.tell(started, history).clusters();
    }

    private void run(Detection started) {
        history.begin(started);
        for (int i = 0; i < 2; i++) {
            history.add(
                    started.id(),
                    attempt(
                            i,
                            Outcome.failed(
                                    LOGIN,
                                    Duration.ZERO,
                                    new Failure(
                                            "TimeoutError",
                                            "waited %ds with password=hunter22".formatted(i + 30),
                                            ""))));
        }
    }

    private static SeenCluster only(List<SeenCluster> clusters) {
        assertThat(clusters).hasSize(1);
        return clusters.get(0);
    }

    private static Detection started(String id, int daysLater, Optional<String> branch) {
        Detection accepted = DetectionSteps.accept(
                id, "/shop", RequestDraft.of("/shop"), new Seed(7), JUNE.plus(Duration.ofDays(daysLater)));
        return DetectionSteps.begin(
                id,
                accepted.request(),
                new Revision("/shop", Optional.of("a".repeat(40)), "tree:1", false, branch),
                Framework.PYTEST,
                TestCommand.parse("pytest"),
                accepted.startedAt());
    }

    private static CompletedAttempt attempt(int number, Outcome outcome) {
        return new CompletedAttempt(
                new Attempt(number, new Seed(number + 1), Set.of(), List.of()),
                new AttemptResult.Reported(List.of(outcome)),
                OptionalInt.of(1),
                new CapturedOutput("", "", false),
                Duration.ofMillis(5),
                new TreeMap<>(),
                List.of());
    }
}
