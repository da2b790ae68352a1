package dev.flakydetector.render;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.DetectionRequest.ReportPolicy;
import dev.flakydetector.domain.DetectionRequest.SetupPolicy;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Revision;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeedRange;
import dev.flakydetector.domain.SeverityThresholds;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.verdict.Judgement;
import dev.flakydetector.verdict.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** A detection with its attempts, judged by the real rules, for reports to show. Attempt n has seed 4000 + 7n. */
public record SampleDetection(Detection detection, List<CompletedAttempt> attempts) {

    private static final Seed BASE_SEED = new Seed(42);
    private static final Set<Variation> VARIED = Set.of(Variation.ORDER, Variation.HASH_ORDER);

    public AttemptSource source() {
        return attempts::forEach;
    }

    public SampleDetection with(Insight insight) {
        return new SampleDetection(detection.with(insight), attempts);
    }

    /** Attempts that all report, every other one varied. */
    public static SampleDetection of(int runs, IntFunction<List<Outcome>> outcomes) {
        List<CompletedAttempt> attempts = new ArrayList<>();
        for (int number = 0; number < runs; number++) {
            attempts.add(reported(number, outcomes.apply(number)));
        }
        return of(attempts, runs, List.of(), "https://github.com/acme/shop.git");
    }

    public static SampleDetection of(
            List<CompletedAttempt> attempts, int asked, List<Problem> problems, String repository) {
        return of(
                attempts,
                asked,
                problems,
                repository,
                new ReportPolicy(SeverityThresholds.DEFAULT, List.of("test_known_*"), false, 200));
    }

    public static SampleDetection of(
            List<CompletedAttempt> attempts,
            int asked,
            List<Problem> problems,
            String repository,
            ReportPolicy policy) {
        Tally tally = new Tally(StopRule.VERDICT, policy);
        attempts.forEach(tally::add);
        Judgement judgement = tally.judge();
        Detection detection = new Detection(
                "d-20261101-7f3a21",
                request(repository, asked, policy),
                judgement.command().runs() > 0 ? DetectionStatus.DONE : DetectionStatus.FAILED,
                Optional.of(new Revision(
                        repository, Optional.of("9fceb02d0ae598e95dc970b74767f19372d61af8"), "sha256:00ff", true)),
                Optional.of(Framework.PYTEST),
                Optional.of(TestCommand.parse("pytest 'tests/' -k 'not slow'")),
                judgement.command(),
                judgement.verdict(),
                judgement.severity(),
                judgement.tests(),
                Stream.concat(problems.stream(), judgement.problems().stream()).toList(),
                attempts.size(),
                asked - attempts.size(),
                Instant.parse("2026-11-01T09:30:00.123Z"),
                Duration.ofMillis(83_456));
        return new SampleDetection(detection, attempts);
    }

    private static DetectionRequest request(String repository, int runs, ReportPolicy policy) {
        return new DetectionRequest(
                repository,
                Optional.of("main"),
                Optional.empty(),
                Optional.empty(),
                runs,
                4,
                BASE_SEED,
                SeedRange.DEFAULT,
                Duration.ofSeconds(300),
                StopRule.VERDICT,
                VARIED,
                policy,
                SetupPolicy.DEFAULT);
    }

    public static CompletedAttempt reported(int number, List<Outcome> outcomes) {
        boolean failed = outcomes.stream().anyMatch(outcome -> outcome.status().isFailure());
        CapturedOutput output = new CapturedOutput("ran %d tests\n".formatted(outcomes.size()), "", false);
        return completed(number, new AttemptResult.Reported(outcomes), OptionalInt.of(failed ? 1 : 0), output);
    }

    public static CompletedAttempt completed(
            int number, AttemptResult result, OptionalInt exitCode, CapturedOutput output) {
        Seed seed = new Seed(4000 + 7 * number);
        return new CompletedAttempt(
                new Attempt(number, seed, number % 2 == 0 ? Set.of() : VARIED, List.of()),
                result,
                exitCode,
                output,
                Duration.ofMillis(1_200 + number),
                new TreeMap<>(Map.of("TEST_SEED", seed.toString(), "PYTHONHASHSEED", seed.toString())),
                List.of());
    }
}
