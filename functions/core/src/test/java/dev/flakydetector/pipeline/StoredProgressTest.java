package dev.flakydetector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.RerunPlan;
import dev.flakydetector.domain.Revision;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeedRange;
import dev.flakydetector.domain.ShardResult;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.json.StoredJson;
import dev.flakydetector.pipeline.WavePlan.PlannedShard;
import dev.flakydetector.verdict.RunningCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredProgressTest {

    private static final PreparedFacts FACTS = new PreparedFacts(
            Optional.of(Framework.PYTEST), Optional.of(TestCommand.of("pytest")), Set.of(Variation.ORDER), List.of());
    private static final DetectionRequest REQUEST = new DetectionRequest(
            "/shop",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            30,
            4,
            new Seed(42),
            SeedRange.DEFAULT,
            Duration.ofMinutes(5),
            StopRule.CAP,
            Set.of(Variation.ORDER),
            ReportPolicy.DEFAULT,
            SetupPolicy.DEFAULT);
    private static final Detection STARTED = DetectionSteps.begin(
            "d1",
            new Fetching.Fetched(REQUEST, false, new Revision("/shop", Optional.empty(), "tree:1", false), List.of()),
            Instant.EPOCH);
    private static final RerunPlan PLAN = DetectionSteps.plan(REQUEST);

    private final InMemoryRunHistory history = new InMemoryRunHistory();

    @BeforeEach
    void begin() {
        history.begin(STARTED);
    }

    @Test
    void beginsWithTheFirstWave() {
        assertThat(next()).containsExactlyElementsOf(range(0, 10));
    }

    @Test
    void asksAgainForWhatIsMissingOfAWaveBeforeItGoesOn() {
        add(0, 8);

        assertThat(next()).containsExactly(8, 9);
    }

    @Test
    void goesOnWithTheNextWaveAndEndsAfterTheLast() {
        add(0, 10);

        assertThat(next()).containsExactlyElementsOf(range(10, 30));
        add(10, 30);
        assertThat(next()).isEmpty();
        assertThat(progress().conclude(Instant.EPOCH).status()).isEqualTo(DetectionStatus.DONE);
    }

    @Test
    void stopsWhereTheLocalEngineWouldWhenNothingWasSaid() {
        range(0, 10).forEach(number -> history.add("d1", completed(number, new AttemptResult.NoReport(1, "none"))));

        assertThat(next()).isEmpty();
        assertThat(progress().conclude(Instant.EPOCH).status()).isEqualTo(DetectionStatus.FAILED);
    }

    @Test
    void givesAnAttemptUpAfterItsSecondStrikeAndSaysSo() {
        add(0, 9);

        assertThat(next(struck(9))).containsExactly(9);
        assertThat(next(struck(9), struck(9))).containsExactlyElementsOf(range(10, 30));
        assertThat(progress(struck(9), struck(9)).conclude(Instant.EPOCH).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("Attempts 9 were handed out twice"));
    }

    @Test
    void anObstacleEndsTheDetectionAsFailed() {
        add(0, 3);
        WaveReview review =
                new WaveReview(List.of(), List.of(), Optional.of(Problem.of(Problem.Kind.SETUP, "no such program")));

        assertThat(next(review)).isEmpty();
        assertThat(progress(review).conclude(Instant.EPOCH).status()).isEqualTo(DetectionStatus.FAILED);
    }

    @Test
    void aProjectThatCouldNotBeMadeReadyRunsNothing() {
        PreparedFacts failed = PreparedFacts.failed(List.of("no framework"));

        assertThat(new NextAttempts(STARTED, failed, List.of(), counts()).attempts())
                .isEmpty();
        assertThat(new StoredProgress(STARTED, failed, List.of(), history)
                        .conclude(Instant.EPOCH)
                        .problems())
                .extracting(Problem::message)
                .containsExactly("no framework");
    }

    @Test
    void deals25AttemptsToAWorkerAtTheMost() {
        List<Attempt> attempts = DetectionSteps.plan(REQUEST).attempts();

        assertThat(Sharding.cut(attempts, 4, () -> "n"))
                .extracting(shard -> shard.attempts().size())
                .containsExactly(8, 8, 8, 6);
        assertThat(Sharding.cut(attempts, 1, () -> "n"))
                .extracting(shard -> shard.attempts().size())
                .containsExactly(25, 5);
        assertThat(Sharding.cut(attempts, 50, () -> "n")).hasSize(30);
        assertThat(Sharding.cut(List.of(), 4, () -> "n")).isEmpty();
    }

    @Test
    void aResultThatCountsATestTwiceIsNotBelieved() {
        Outcome outcome = Outcome.passed(new TestId("a", "b"), Duration.ZERO);
        ShardResult result = new ShardResult(
                "d1",
                0,
                "word",
                List.of(completed(0, new AttemptResult.Reported(List.of(outcome, outcome)))),
                Optional.empty());
        PlannedShard shard = new PlannedShard(0, "word", List.of(0));

        WaveReview review =
                new ShardReview(STARTED).read(shard, StoredJson.write(result)).review();

        assertThat(review.struck()).containsExactly(0);
        assertThat(review.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("counts a test twice"));
    }

    private StoredProgress progress(WaveReview... past) {
        return new StoredProgress(STARTED, FACTS, List.of(past), history);
    }

    private static WaveReview struck(int number) {
        return new WaveReview(List.of(number), List.of(), Optional.empty());
    }

    private void add(int from, int to) {
        Outcome outcome = Outcome.passed(new TestId("a", "b"), Duration.ZERO);
        range(from, to)
                .forEach(number -> history.add("d1", completed(number, new AttemptResult.Reported(List.of(outcome)))));
    }

    private static CompletedAttempt completed(int number, AttemptResult result) {
        return new CompletedAttempt(
                PLAN.attempts().get(number),
                result,
                OptionalInt.of(0),
                CapturedOutput.NONE,
                Duration.ZERO,
                new TreeMap<>(),
                List.of());
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private List<Integer> next(WaveReview... past) {
        return new NextAttempts(STARTED, FACTS, List.of(past), counts())
                .attempts().stream().map(Attempt::number).toList();
    }

    private RunningCounts counts() {
        RunningCounts counts = new RunningCounts(REQUEST.report());
        history.forEachAttempt("d1", counts::add);
        return counts;
    }
}
