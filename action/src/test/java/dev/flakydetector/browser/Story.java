package dev.flakydetector.browser;

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
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Revision;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeedRange;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.verdict.Judgement;
import dev.flakydetector.verdict.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A detection that some history is to tell of, judged by the real rules.
 *
 * @param runs how many attempts report
 * @param outcomes of the attempt of a number
 */
record Story(
        String id,
        String repository,
        String branch,
        Instant startedAt,
        DetectionStatus status,
        int runs,
        IntFunction<List<Outcome>> outcomes,
        List<Problem> problems,
        Insight insight) {

    /** Puts it down as the engine does, its attempts too. */
    Detection tell(RunHistory history) {
        List<CompletedAttempt> attempts =
                IntStream.range(0, runs).mapToObj(this::attempt).toList();
        Tally tally = new Tally(StopRule.CAP, ReportPolicy.DEFAULT);
        attempts.forEach(tally::add);
        Detection detection = detection(tally.judge());
        history.begin(detection);
        attempts.forEach(attempt -> history.add(id, attempt));
        if (status != DetectionStatus.ACCEPTED && status != DetectionStatus.RUNNING) {
            history.conclude(detection);
        }
        return detection;
    }

    private CompletedAttempt attempt(int number) {
        List<Outcome> all = outcomes.apply(number);
        boolean failed = all.stream().anyMatch(outcome -> outcome.status().isFailure());
        return new CompletedAttempt(
                new Attempt(
                        number,
                        new Seed(1000 + number),
                        number % 2 == 0 ? Set.of() : Set.of(Variation.ORDER),
                        List.of()),
                new AttemptResult.Reported(all),
                OptionalInt.of(failed ? 1 : 0),
                new CapturedOutput("ran %d tests\n".formatted(all.size()), "", false),
                Duration.ofMillis(1_200 + number),
                new TreeMap<>(Map.of("TEST_SEED", Integer.toString(1000 + number))),
                List.of());
    }

    private Detection detection(Judgement judgement) {
        return new Detection(
                id,
                request(),
                status,
                Optional.of(new Revision(
                        repository,
                        Optional.of("9fceb02d0ae598e95dc970b74767f19372d61af8"),
                        "sha256:00",
                        false,
                        Optional.of(branch))),
                Optional.of(Framework.PYTEST),
                Optional.of(TestCommand.parse("pytest tests")),
                judgement.command(),
                judgement.verdict(),
                judgement.severity(),
                judgement.tests(),
                problems,
                runs,
                0,
                startedAt,
                Duration.ofSeconds(83),
                insight);
    }

    private DetectionRequest request() {
        return new DetectionRequest(
                repository,
                Optional.of(branch),
                Optional.empty(),
                Optional.empty(),
                Math.max(1, runs),
                4,
                new Seed(42),
                SeedRange.DEFAULT,
                Duration.ofMinutes(5),
                StopRule.CAP,
                Set.of(Variation.ORDER),
                ReportPolicy.DEFAULT,
                SetupPolicy.DEFAULT);
    }

    static Outcome outcome(boolean fails, String test, String message) {
        TestId id = TestId.parse(test);
        return fails
                ? Outcome.failed(
                        id,
                        Duration.ofMillis(5),
                        new Failure(
                                "AssertionError", message, "E   AssertionError: " + message + "\ntests/test_all.py:12"))
                : Outcome.passed(id, Duration.ofMillis(5));
    }
}
