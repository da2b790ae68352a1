package dev.flakydetector.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.DetectionRequest.ReportPolicy;
import dev.flakydetector.domain.DetectionRequest.SetupPolicy;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeedRange;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.SeverityThresholds;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.domain.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void tellsFlakyFromFailingFromPassing() {
        Tally tally = tally(StopRule.SEVERITY);

        for (int i = 0; i < 10; i++) {
            tally.add(attempt(i, passed("ok"), i % 2 == 0 ? passed("odd") : failed("odd"), failed("broken")));
        }

        assertThat(tally.judge())
                .extracting(test -> test.id().name(), JudgedTest::verdict, JudgedTest::severity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("broken", Verdict.FAILING, Severity.CRITICAL),
                        org.assertj.core.groups.Tuple.tuple("odd", Verdict.FLAKY, Severity.HIGH),
                        org.assertj.core.groups.Tuple.tuple("ok", Verdict.PASSING, Severity.NONE));
    }

    @Test
    void saysWhatOnlyVariedAttemptsShow() {
        Tally tally = tally(StopRule.SEVERITY);

        for (int i = 0; i < 12; i++) {
            tally.add(attempt(i, i % 2 == 0 ? passed("victim") : failed("victim")));
        }

        JudgedTest victim = tally.judge().get(0);
        assertThat(victim.verdict()).isEqualTo(Verdict.FLAKY);
        assertThat(victim.onlyWhen()).contains("only when shuffled");
        assertThat(victim.control().failures()).isZero();
        assertThat(victim.varied().runs()).isEqualTo(6);
    }

    @Test
    void saysSoMoreCarefullyAfterFewRuns() {
        Tally tally = tally(StopRule.SEVERITY);

        tally.add(attempt(0, passed("victim")));
        tally.add(attempt(1, failed("victim")));

        assertThat(tally.judge().get(0).onlyWhen()).contains("so far only when shuffled");
    }

    @Test
    void theOrderOfArrivalChangesNothing() {
        List<CompletedAttempt> attempts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            attempts.add(attempt(i, i % 3 == 1 ? failed("a") : passed("a"), i % 5 == 2 ? failed("b") : passed("b")));
        }
        Tally inOrder = tally(StopRule.CAP);
        attempts.forEach(inOrder::add);
        Collections.shuffle(attempts, new Random(7));
        Tally shuffled = tally(StopRule.CAP);

        attempts.forEach(shuffled::add);

        assertThat(shuffled.judge()).isEqualTo(inOrder.judge());
        assertThat(shuffled.judge().get(0).exemplar().orElseThrow().message()).isEqualTo("boom in attempt 1");
    }

    @Test
    void troubledAttemptsAndSkippedTestsCountForNothing() {
        Tally tally = tally(StopRule.CAP);

        tally.add(attempt(0, passed("a"), Outcome.skipped(new TestId("suite", "s"))));
        tally.add(troubled(1));

        assertThat(tally.command().runs()).isEqualTo(1);
        assertThat(tally.judge())
                .filteredOn(test -> test.id().name().equals("s"))
                .allSatisfy(test -> {
                    assertThat(test.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
                    assertThat(test.skipped()).isEqualTo(1);
                });
    }

    @Test
    void ignoredTestsAreMeasuredButRaiseNothing() {
        Tally tally = tally(StopRule.CAP, "known_flaky_*");

        tally.add(attempt(0, failed("known_flaky_clock"), passed("ok")));
        tally.add(attempt(1, failed("known_flaky_clock"), passed("ok")));

        assertThat(Tally.severity(tally.judge())).isEqualTo(Severity.NONE);
        assertThat(tally.judge()).last().satisfies(test -> {
            assertThat(test.ignored()).isTrue();
            assertThat(test.verdict()).isEqualTo(Verdict.FAILING);
        });
    }

    @Test
    void settlesByTheRuleThatIsAskedFor() {
        Tally verdict = tally(StopRule.VERDICT);
        Tally severity = tally(StopRule.SEVERITY);

        for (int i = 0; i < 10; i++) {
            CompletedAttempt attempt = attempt(i, i % 2 == 0 ? passed("odd") : failed("odd"));
            verdict.add(attempt);
            severity.add(attempt);
        }

        assertThat(verdict.isSettled()).isTrue();
        assertThat(severity.isSettled()).isFalse();
    }

    @Test
    void aTestThatNeverFailedIsSettledOnlyWhenItsRateIsSurelyLow() {
        Settlement settlement = new Settlement(StopRule.SEVERITY, SeverityThresholds.DEFAULT);

        assertThat(settlement.isSettled(0, 200)).isFalse();
        assertThat(settlement.isSettled(0, 1_000)).isTrue();
        assertThat(settlement.isSettled(100, 100)).isTrue();
        assertThat(settlement.isSettled(70, 100)).isTrue();
        assertThat(settlement.isSettled(50, 100)).isFalse();
    }

    private static Tally tally(StopRule rule, String... ignored) {
        return new Tally(new DetectionRequest(
                "/shop",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                100,
                1,
                new Seed(1),
                SeedRange.DEFAULT,
                Duration.ofSeconds(300),
                rule,
                Set.of(Variation.ORDER),
                new ReportPolicy(SeverityThresholds.DEFAULT, List.of(ignored), false, 200),
                SetupPolicy.DEFAULT));
    }

    private static Outcome passed(String name) {
        return Outcome.passed(new TestId("suite", name), Duration.ofMillis(5));
    }

    private static Outcome failed(String name) {
        return Outcome.failed(new TestId("suite", name), Duration.ofMillis(5), new Failure("E", "boom", ""));
    }

    private static CompletedAttempt attempt(int number, Outcome... outcomes) {
        List<Outcome> named = Arrays.stream(outcomes)
                .map(o -> new Outcome(
                        o.test(),
                        o.status(),
                        o.duration(),
                        o.failure().map(f -> new Failure(f.type(), "boom in attempt " + number, ""))))
                .toList();
        return completed(number, new AttemptResult.Reported(named));
    }

    private static CompletedAttempt troubled(int number) {
        return completed(number, new AttemptResult.NoReport(137, "killed"));
    }

    private static CompletedAttempt completed(int number, AttemptResult result) {
        Set<Variation> variations = number % 2 == 0 ? Set.of() : Set.of(Variation.ORDER);
        return new CompletedAttempt(
                new Attempt(number, new Seed(number + 1), variations, List.of()),
                result,
                OptionalInt.of(0),
                CapturedOutput.NONE,
                Duration.ofMillis(10),
                new TreeMap<>(Map.of("TEST_SEED", "1")),
                List.of());
    }
}
