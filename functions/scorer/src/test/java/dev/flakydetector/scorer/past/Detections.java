package dev.flakydetector.scorer.past;

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
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeedRange;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.domain.Verdict;
import dev.flakydetector.history.RunHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Made-up detections of a project with a broken test, a flaky one that shuffling makes worse, and a sound one. */
public final class Detections {

    public static final String REPOSITORY = "/shop";
    public static final TestId BROKEN = TestId.parse("shop::broken");
    public static final TestId FLAKY = TestId.parse("shop::flaky");
    public static final TestId SOUND = TestId.parse("shop::sound");

    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
    private static final int RUNS = 20;

    private Detections() {}

    /** Puts one down with its attempts, each a day after the one before. */
    public static Detection store(RunHistory history, int day) {
        SplittableRandom chance = new SplittableRandom(day);
        Detection started = detection(day, DetectionStatus.RUNNING, List.of());
        history.begin(started);
        int flaky = 0;
        for (int number = 0; number < RUNS; number++) {
            boolean varied = number % 2 == 1;
            boolean fails = chance.nextDouble() < (varied ? 0.8 : 0.3);
            flaky += fails ? 1 : 0;
            history.add(started.id(), attempt(number, varied, fails));
        }
        Detection finished = detection(
                day, DetectionStatus.DONE, List.of(judged(BROKEN, RUNS), judged(FLAKY, flaky), judged(SOUND, 0)));
        history.conclude(finished);
        return finished;
    }

    /** One that ended before any test had run. */
    public static Detection withoutRuns() {
        return detection(0, DetectionStatus.FAILED, List.of());
    }

    private static CompletedAttempt attempt(int number, boolean varied, boolean flakyFails) {
        Failure failure = new Failure("Error", "it broke", "trace");
        Outcome flaky =
                flakyFails ? Outcome.failed(FLAKY, Duration.ZERO, failure) : Outcome.passed(FLAKY, Duration.ZERO);
        return new CompletedAttempt(
                new Attempt(number, new Seed(1 + number), varied ? Set.of(Variation.ORDER) : Set.of(), List.of()),
                new AttemptResult.Reported(List.of(
                        Outcome.failed(BROKEN, Duration.ZERO, failure), flaky, Outcome.passed(SOUND, Duration.ZERO))),
                OptionalInt.of(1),
                new CapturedOutput("", "", false),
                Duration.ofSeconds(1),
                new TreeMap<>(),
                List.of());
    }

    private static JudgedTest judged(TestId test, int failures) {
        FlakeRate rate = new FlakeRate(failures, RUNS, new Interval(0, 1));
        return new JudgedTest(
                test,
                rate,
                rate,
                rate,
                0,
                failures == 0 ? Verdict.PASSING : Verdict.FLAKY,
                Severity.NONE,
                Optional.empty(),
                false,
                List.of(),
                Optional.empty());
    }

    private static Detection detection(int day, DetectionStatus status, List<JudgedTest> tests) {
        DetectionRequest request = new DetectionRequest(
                REPOSITORY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                RUNS,
                2,
                new Seed(42),
                SeedRange.DEFAULT,
                Duration.ofSeconds(30),
                StopRule.CAP,
                Set.of(Variation.ORDER),
                ReportPolicy.DEFAULT,
                SetupPolicy.DEFAULT);
        return new Detection(
                "d" + day,
                request,
                status,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                tests.isEmpty() ? FlakeRate.NONE : new FlakeRate(RUNS, RUNS, new Interval(0, 1)),
                Verdict.FLAKY,
                Severity.NONE,
                new ArrayList<>(tests),
                List.of(),
                RUNS,
                0,
                START.plus(Duration.ofDays(day)),
                Duration.ofSeconds(20));
    }
}
