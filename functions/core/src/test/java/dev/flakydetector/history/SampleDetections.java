package dev.flakydetector.history;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.DetectionRequest.ReportPolicy;
import dev.flakydetector.domain.DetectionRequest.SetupPolicy;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.JudgedTest.FailingAttempt;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.OutcomeStatus;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Revision;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeedRange;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.SeverityThresholds;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** Detections and attempts for tests, with a value in every field and text that is hard on formats. */
public final class SampleDetections {

    public static final TestId FLAKY =
            new TestId("tests/test_cart.py", "test_total[a|b `c` @everyone <img onerror=x>]");
    public static final Instant START = Instant.parse("2026-11-01T12:00:00.123Z");

    private SampleDetections() {}

    public static List<Outcome> outcomes() {
        return List.of(
                Outcome.passed(new TestId("tests/test_cart.py", "test_empty"), Duration.ofMillis(3)),
                Outcome.failed(
                        FLAKY,
                        Duration.ofMillis(12),
                        new Failure("AssertionError", "1 != 2", "line 1\nline 2 \u0000é")),
                Outcome.skipped(new TestId("", "skipped")),
                new Outcome(new TestId("s", "slow"), OutcomeStatus.TIMED_OUT, Duration.ofSeconds(9), Optional.empty()));
    }

    public static CompletedAttempt attempt(int number, AttemptResult result) {
        Set<Variation> variations = number % 2 == 0 ? Set.of() : Set.of(Variation.ORDER, Variation.TIMEZONE);
        return new CompletedAttempt(
                new Attempt(number, new Seed(1000 + number), variations, List.of(FLAKY)),
                result,
                result instanceof AttemptResult.Overran ? OptionalInt.empty() : OptionalInt.of(1),
                new CapturedOutput("out “quoted”\n", "err", true),
                Duration.ofMillis(1234),
                new TreeMap<>(Map.of("TZ", "Asia/Kolkata", "TEST_SEED", "7")),
                List.of("it left 1 processes running, which were killed"));
    }

    public static Detection started(String id, String repository, int minutesLater) {
        return detection(id, repository, minutesLater, DetectionStatus.RUNNING, List.of());
    }

    public static Detection finished(String id, String repository, int minutesLater) {
        JudgedTest flaky = new JudgedTest(
                FLAKY,
                new FlakeRate(3, 10, new Interval(0.1, 0.6)),
                new FlakeRate(0, 5, new Interval(0, 0.4)),
                new FlakeRate(3, 5, new Interval(0.2, 0.9)),
                1,
                Verdict.FLAKY,
                Severity.MEDIUM,
                Optional.of("only when shuffled"),
                false,
                List.of(new FailingAttempt(1, new Seed(1001)), new FailingAttempt(3, new Seed(1003))),
                Optional.of(new Failure("AssertionError", "1 != 2", "trace")));
        return detection(id, repository, minutesLater, DetectionStatus.DONE, List.of(flaky));
    }

    private static Detection detection(
            String id, String repository, int minutesLater, DetectionStatus status, List<JudgedTest> tests) {
        DetectionRequest request = new DetectionRequest(
                repository,
                Optional.of("main"),
                Optional.of(TestCommand.parse("TZ=UTC pytest -k 'a b'")),
                Optional.of(Framework.PYTEST),
                10,
                4,
                new Seed(42),
                new SeedRange(1, 500),
                Duration.ofSeconds(30),
                StopRule.VERDICT,
                Set.of(Variation.ORDER, Variation.HASH_ORDER),
                new ReportPolicy(new SeverityThresholds(0.95, 0.5, 0.05, 0.01), List.of("test_known_*"), true, 100),
                new SetupPolicy(false, Duration.ofMinutes(9), true));
        return new Detection(
                id,
                request,
                status,
                Optional.of(new Revision(repository, Optional.of("a".repeat(40)), "sha256:00", true)),
                Optional.of(Framework.PYTEST),
                Optional.of(TestCommand.parse("TZ=UTC pytest -k 'a b'")),
                new FlakeRate(3, 10, new Interval(0.1, 0.6)),
                Verdict.FLAKY,
                tests.isEmpty() ? Severity.NONE : Severity.MEDIUM,
                tests,
                List.of(
                        Problem.of(Problem.Kind.SETUP, "Could not install"),
                        Problem.inAttempt(4, Problem.Kind.REPORT, "exit code 137 and no usable report")),
                10,
                0,
                START.plus(Duration.ofMinutes(minutesLater)),
                Duration.ofSeconds(61));
    }
}
