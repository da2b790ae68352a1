package dev.flakydetector.verdict;

import static dev.flakydetector.verdict.AttemptsForTests.CART;
import static dev.flakydetector.verdict.AttemptsForTests.control;
import static dev.flakydetector.verdict.AttemptsForTests.fail;
import static dev.flakydetector.verdict.AttemptsForTests.finished;
import static dev.flakydetector.verdict.AttemptsForTests.pass;
import static dev.flakydetector.verdict.AttemptsForTests.skip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.AttemptResult.BuildBroken;
import dev.flakydetector.domain.AttemptResult.Reported;
import dev.flakydetector.domain.DetectionRequest.ReportPolicy;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.SeverityThresholds;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestId;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

    private static final TestId OTHER = TestId.parse("other");

    @Test
    void neverStopsBeforeTheCapWhereAllRunsAreAskedFor() {
        assertThat(isSettled(StopRule.CAP, 1_000, n -> new Outcome[] {pass(CART)}))
                .isFalse();
    }

    @Test
    void neverStopsBeforeAnAttemptCounts() {
        Tally tally = new Tally(StopRule.VERDICT, ReportPolicy.DEFAULT);
        tally.add(finished(0, Set.of(), new BuildBroken("no compiler"), OptionalInt.of(1)));

        assertThat(new EarlyStopping(StopRule.VERDICT, SeverityThresholds.DEFAULT).isSettled(tally))
                .isFalse();
    }

    @Test
    void aPassAndAFailureSettleTheVerdictButNotTheSeverity() {
        IntFunction<Outcome[]> mixed = n -> new Outcome[] {n == 0 ? fail(CART) : pass(CART)};

        assertThat(isSettled(StopRule.VERDICT, 10, mixed)).isTrue();
        assertThat(isSettled(StopRule.SEVERITY, 10, mixed)).isFalse();
    }

    @Test
    void stopsOnceTheIntervalOfATestThatAlwaysFailsLiesInTheCriticalBand() {
        IntFunction<Outcome[]> failing = n -> new Outcome[] {fail(CART)};

        assertThat(isSettled(StopRule.SEVERITY, 50, failing)).isFalse();
        assertThat(isSettled(StopRule.SEVERITY, 54, failing)).isTrue();
        assertThat(isSettled(StopRule.VERDICT, 54, failing)).isTrue();
    }

    @Test
    void stopsOnceTheIntervalLiesInAMiddleBand() {
        IntFunction<Outcome[]> threeOfTen = n -> new Outcome[] {n % 10 < 3 ? fail(CART) : pass(CART)};

        assertThat(isSettled(StopRule.SEVERITY, 30, threeOfTen)).isFalse();
        assertThat(isSettled(StopRule.SEVERITY, 100, threeOfTen)).isTrue();
    }

    @Test
    void aTestThatNeverFailsIsSettledBelowTheLowThreshold() {
        IntFunction<Outcome[]> passing = n -> new Outcome[] {pass(CART)};

        assertThat(isSettled(StopRule.VERDICT, 600, passing)).isFalse();
        assertThat(isSettled(StopRule.VERDICT, 700, passing)).isTrue();
    }

    @Test
    void oneUnsettledTestKeepsAllGoing() {
        IntFunction<Outcome[]> both = n -> new Outcome[] {n == 0 ? fail(CART) : pass(CART), pass(OTHER)};

        assertThat(isSettled(StopRule.VERDICT, 20, both)).isFalse();
    }

    @Test
    void skippedAndIgnoredTestsHoldNothingUp() {
        IntFunction<Outcome[]> withSkipped = n -> new Outcome[] {n == 0 ? fail(CART) : pass(CART), skip(OTHER)};
        Tally withIgnored =
                new Tally(StopRule.VERDICT, new ReportPolicy(SeverityThresholds.DEFAULT, List.of("other"), false, 200));
        withIgnored.add(control(0, fail(CART), pass(OTHER)));
        withIgnored.add(control(1, pass(CART), pass(OTHER)));

        assertThat(isSettled(StopRule.VERDICT, 10, withSkipped)).isTrue();
        assertThat(new EarlyStopping(StopRule.VERDICT, SeverityThresholds.DEFAULT).isSettled(withIgnored))
                .isTrue();
    }

    @Test
    void aCommandThatFailsByItselfIsOneMoreThingToSettle() {
        Tally tally = new Tally(StopRule.SEVERITY, ReportPolicy.DEFAULT);
        for (int number = 0; number < 700; number++) {
            int exitCode = number == 0 ? 1 : 0;
            tally.add(finished(number, Set.of(), new Reported(List.of(pass(CART))), OptionalInt.of(exitCode)));
        }
        EarlyStopping settledEarly = new EarlyStopping(StopRule.SEVERITY, new SeverityThresholds(0.9, 0.5, 0.1, 0.01));
        EarlyStopping unsettled = new EarlyStopping(StopRule.SEVERITY, new SeverityThresholds(0.9, 0.5, 0.01, 0.01));

        assertThat(settledEarly.isSettled(tally)).isTrue();
        assertThat(unsettled.isSettled(tally)).isFalse();
    }

    private static boolean isSettled(StopRule until, int runs, IntFunction<Outcome[]> outcomes) {
        Tally tally = new Tally(until, ReportPolicy.DEFAULT);
        for (int number = 0; number < runs; number++) {
            tally.add(control(number, outcomes.apply(number)));
        }
        return new EarlyStopping(until, SeverityThresholds.DEFAULT).isSettled(tally);
    }
}
