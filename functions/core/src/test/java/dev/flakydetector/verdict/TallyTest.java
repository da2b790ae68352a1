package dev.flakydetector.verdict;

import static dev.flakydetector.verdict.AttemptsForTests.CART;
import static dev.flakydetector.verdict.AttemptsForTests.control;
import static dev.flakydetector.verdict.AttemptsForTests.fail;
import static dev.flakydetector.verdict.AttemptsForTests.failWithoutWords;
import static dev.flakydetector.verdict.AttemptsForTests.finished;
import static dev.flakydetector.verdict.AttemptsForTests.pass;
import static dev.flakydetector.verdict.AttemptsForTests.shuffled;
import static dev.flakydetector.verdict.AttemptsForTests.skip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.AttemptResult.BuildBroken;
import dev.flakydetector.domain.AttemptResult.NoReport;
import dev.flakydetector.domain.AttemptResult.Overran;
import dev.flakydetector.domain.AttemptResult.Reported;
import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.DetectionRequest.ReportPolicy;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.JudgedTest.FailingAttempt;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.SeverityThresholds;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Verdict;
import dev.flakydetector.stats.ConfidenceSequence;
import dev.flakydetector.stats.WilsonInterval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final TestId OTHER = TestId.parse("tests/test_user.py::test_name");

    @Test
    void countsFailuresOfRunsAndNamesTheFailingAttempts() {
        JudgedTest judged = judgeOne(control(0, pass(CART)), shuffled(1, fail(CART)), control(2, fail(CART)));

        assertThat(judged.rate().failures()).isEqualTo(2);
        assertThat(judged.rate().runs()).isEqualTo(3);
        assertThat(judged.control().runs()).isEqualTo(2);
        assertThat(judged.control().failures()).isEqualTo(1);
        assertThat(judged.varied().runs()).isEqualTo(1);
        assertThat(judged.varied().failures()).isEqualTo(1);
        assertThat(judged.verdict()).isEqualTo(Verdict.FLAKY);
        assertThat(judged.severity()).isEqualTo(Severity.HIGH);
        assertThat(judged.failingAttempts())
                .containsExactly(new FailingAttempt(1, new Seed(1001)), new FailingAttempt(2, new Seed(1002)));
    }

    @Test
    void saysTheSameInWhateverOrderTheAttemptsArrive() {
        List<CompletedAttempt> attempts = seededAttempts();
        Judgement inOrder = judge(attempts);

        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(attempts, new Random(seed));

            assertThat(judge(attempts)).isEqualTo(inOrder);
        }
    }

    private static List<CompletedAttempt> seededAttempts() {
        Random random = new Random(7);
        List<CompletedAttempt> attempts = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            Outcome first = random.nextBoolean() ? pass(CART) : fail(CART, "failure of attempt " + number);
            Outcome second = random.nextInt(4) > 0 ? pass(OTHER) : fail(OTHER, "other of attempt " + number);
            attempts.add(number % 2 == 0 ? control(number, first, skip(OTHER)) : shuffled(number, first, second));
        }
        return attempts;
    }

    @Test
    void countsAnAttemptThatComesTwiceOnce() {
        JudgedTest judged = judgeOne(control(0, fail(CART)), control(0, fail(CART)), control(1, pass(CART)));

        assertThat(judged.rate().runs()).isEqualTo(2);
        assertThat(judged.rate().failures()).isEqualTo(1);
    }

    @Test
    void leavesAttemptsThatDidNotReportOut() {
        Judgement judgement = judge(List.of(
                control(0, pass(CART)),
                finished(1, Set.of(), new BuildBroken("no such header"), OptionalInt.of(2)),
                finished(2, Set.of(), new Overran(Duration.ofSeconds(300)), OptionalInt.empty()),
                finished(3, Set.of(), new NoReport(137, "killed"), OptionalInt.of(137))));

        assertThat(judgement.command().runs()).isEqualTo(1);
        assertThat(judgement.command().failures()).isZero();
        assertThat(judgement.verdict()).isEqualTo(Verdict.PASSING);
        assertThat(judgement.problems()).isEmpty();
    }

    @Test
    void isInconclusiveWithoutARun() {
        Judgement nothing = judge(List.of());
        JudgedTest skipped = judgeOne(control(0, skip(CART)), control(1, skip(CART)));

        assertThat(nothing.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(nothing.severity()).isEqualTo(Severity.NONE);
        assertThat(nothing.tests()).isEmpty();
        assertThat(skipped.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(skipped.skipped()).isEqualTo(2);
        assertThat(skipped.rate().interval()).isEqualTo(Interval.UNKNOWN);
    }

    @Test
    void callsATestFailingOnlyFromTheSecondFailureOn() {
        assertThat(judgeOne(control(0, fail(CART))).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgeOne(control(0, fail(CART)), control(1, fail(CART))).verdict())
                .isEqualTo(Verdict.FAILING);
    }

    @Test
    void callsATestThatFailsInEveryVariedAndNoControlAttemptFlaky() {
        JudgedTest judged = judgeOne(control(0, pass(CART)), shuffled(1, fail(CART)));

        assertThat(judged.verdict()).isEqualTo(Verdict.FLAKY);
        assertThat(judged.onlyWhen()).contains("so far only when shuffled");
    }

    @Test
    void showsTheFailureOfTheLowestAttemptThatSaysAnything() {
        JudgedTest judged = judgeOne(
                control(5, fail(CART, "fifth")), control(3, fail(CART, "third")), control(1, failWithoutWords(CART)));

        assertThat(judged.exemplar()).map(Failure::message).contains("third");
    }

    @Test
    void boundsTheFailureItKeeps() {
        String log = "begin " + "x".repeat(5_000_000) + " end";
        Outcome outcome = Outcome.failed(CART, Duration.ZERO, new Failure("E".repeat(1_000), log, log));

        Failure kept = judgeOne(control(0, outcome)).exemplar().orElseThrow();

        assertThat(kept.type().length()
                        + kept.message().length()
                        + kept.detail().length())
                .isLessThan(7_000);
        assertThat(kept.detail()).startsWith("begin").endsWith("end").contains("characters left out");
    }

    @Test
    void sortsBySeverityThenRateThenId() {
        TestId a = TestId.parse("a");
        TestId b = TestId.parse("b");
        TestId c = TestId.parse("c");
        TestId d = TestId.parse("d");

        Judgement judgement = judge(List.of(
                control(0, pass(a), fail(b), fail(c), fail(d)),
                control(1, pass(a), fail(b), pass(c), fail(d)),
                control(2, pass(a), pass(b), pass(c), fail(d)),
                control(3, fail(a), pass(b), pass(c), fail(d))));

        assertThat(judgement.tests()).extracting(JudgedTest::id).containsExactly(d, b, a, c);
    }

    @Test
    void hidesInAFailureWhatTheAttemptAsksToBeMasked() {
        CompletedAttempt attempt = control(0, fail(CART, "no such user: sesame"));
        CapturedOutput output = new CapturedOutput("::add-mask::sesame\n", "", false);

        JudgedTest test = judgeOne(new CompletedAttempt(
                attempt.attempt(),
                attempt.result(),
                attempt.exitCode(),
                output,
                attempt.duration(),
                attempt.environment(),
                attempt.remarks()));

        assertThat(test.exemplar().map(Failure::message)).contains("no such user: ***");
    }

    @Test
    void hidesInAFailureWhatALaterAttemptAsksToBeMasked() {
        Tally tally = new Tally(StopRule.CAP, ReportPolicy.DEFAULT);
        tally.add(control(0, fail(CART, "no such user: sesame")));
        CompletedAttempt later = control(1, pass(CART));
        tally.add(new CompletedAttempt(
                later.attempt(),
                later.result(),
                later.exitCode(),
                new CapturedOutput("", "::add-mask::sesame\n", false),
                later.duration(),
                later.environment(),
                later.remarks()));

        assertThat(tally.judge().tests().get(0).exemplar().map(Failure::message))
                .contains("no such user: ***");
    }

    @Test
    void measuresIgnoredTestsButIsNotAlarmedByThem() {
        Tally tally = new Tally(
                StopRule.CAP, new ReportPolicy(SeverityThresholds.DEFAULT, List.of("test_total*"), false, 200));
        tally.add(control(0, fail(CART), pass(OTHER)));
        tally.add(control(1, fail(CART), pass(OTHER)));

        Judgement judgement = tally.judge();

        assertThat(judgement.severity()).isEqualTo(Severity.NONE);
        assertThat(judgement.verdict()).isEqualTo(Verdict.FAILING);
        JudgedTest ignored = judgement.tests().get(1);
        assertThat(ignored.id()).isEqualTo(CART);
        assertThat(ignored.ignored()).isTrue();
        assertThat(ignored.severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void reportsACommandThatFailsThoughNoTestDid() {
        Judgement judgement = judge(List.of(
                finished(0, Set.of(), new Reported(List.of(pass(CART))), OptionalInt.of(139)),
                finished(1, Set.of(), new Reported(List.of(pass(CART))), OptionalInt.empty()),
                control(2, pass(CART)),
                control(3, fail(CART))));

        assertThat(judgement.command().failures()).isEqualTo(3);
        assertThat(judgement.command().runs()).isEqualTo(4);
        assertThat(judgement.verdict()).isEqualTo(Verdict.FLAKY);
        assertThat(judgement.problems())
                .extracting(Problem::message)
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .contains("2 of 4 attempts", "attempts 0, 1", "exit code 139", "stopped at the time limit"));
    }

    @Test
    void carriesTheIntervalThatFitsTheStopRule() {
        Tally free = new Tally(StopRule.VERDICT, ReportPolicy.DEFAULT);
        Tally fixed = new Tally(StopRule.CAP, ReportPolicy.DEFAULT);
        for (int number = 0; number < 10; number++) {
            CompletedAttempt attempt = control(number, number == 0 ? fail(CART) : pass(CART));
            free.add(attempt);
            fixed.add(attempt);
        }

        assertThat(free.judge().command().interval()).isEqualTo(ConfidenceSequence.of(1, 10));
        assertThat(fixed.judge().command().interval()).isEqualTo(WilsonInterval.of(1, 10));
    }

    private static JudgedTest judgeOne(CompletedAttempt... attempts) {
        return judge(List.of(attempts)).tests().get(0);
    }

    private static Judgement judge(List<CompletedAttempt> attempts) {
        Tally tally = new Tally(StopRule.CAP, ReportPolicy.DEFAULT);
        attempts.forEach(tally::add);
        return tally.judge();
    }
}
