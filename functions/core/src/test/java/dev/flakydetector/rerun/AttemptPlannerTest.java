package dev.flakydetector.rerun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.DetectionRequest.ReportPolicy;
import dev.flakydetector.domain.DetectionRequest.SetupPolicy;
import dev.flakydetector.domain.RerunPlan;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeedRange;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.Variation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttemptPlannerTest {

    @Test
    void everyOtherAttemptIsAControl() {
        RerunPlan plan =
                AttemptPlanner.plan(request(5, 4, Set.of(Variation.ORDER, Variation.HASH_ORDER)), List.of(2, 3));

        assertThat(plan.attempts()).extracting(Attempt::number).containsExactly(0, 1, 2, 3, 4);
        assertThat(plan.attempts())
                .extracting(Attempt::variationText)
                .containsExactly("none", "order,hash-seed", "none", "order,hash-seed", "none");
        assertThat(plan.waves()).extracting(wave -> wave.attempts().size()).containsExactly(2, 3);
    }

    @Test
    void parallelismAndWavesChangeNoAttempt() {
        RerunPlan one = AttemptPlanner.plan(request(30, 1, Set.of(Variation.ORDER)), List.of(30));
        RerunPlan other = AttemptPlanner.plan(request(30, 50, Set.of(Variation.ORDER)), List.of(10, 20));

        assertThat(other.attempts()).isEqualTo(one.attempts());
    }

    @Test
    void seedsDiffer() {
        RerunPlan plan = AttemptPlanner.plan(request(1_000, 4, Set.of()), List.of(1_000));

        assertThat(plan.attempts()).extracting(Attempt::seed).doesNotHaveDuplicates();
    }

    @Test
    void wavesMustHoldEveryRun() {
        DetectionRequest request = request(5, 1, Set.of());

        assertThatThrownBy(() -> AttemptPlanner.plan(request, List.of(4)))
                .hasMessageContaining("4 attempts for 5 runs");
    }

    private static DetectionRequest request(int runs, int parallelism, Set<Variation> vary) {
        return new DetectionRequest(
                "/shop",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                runs,
                parallelism,
                new Seed(42),
                SeedRange.DEFAULT,
                Duration.ofSeconds(300),
                StopRule.CAP,
                vary,
                ReportPolicy.DEFAULT,
                SetupPolicy.DEFAULT);
    }
}
