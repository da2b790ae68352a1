package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.json.StoredJson;
import dev.flakydetector.pipeline.Insights;
import dev.flakydetector.pipeline.StoredProgress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Plan, Decide and Conclude in turn, with workers that answer at once. */
class WavesTest {

    private static final int PARALLELISM = 5;

    private int nonce;

    @Test
    void dealsFiveHundredAttemptsOutAtOnceAtTheMost() throws Exception {
        InstantWorkers workers = workers(1_500, StopRule.CAP);

        List<Integer> waves = run(workers);

        assertThat(waves).containsExactly(10, 500, 500, 490);
        assertThat(workers.store().detection(InstantWorkers.ID).attemptsRun()).isEqualTo(1_500);
    }

    @Test
    void stopsWhereAllStoredAttemptsSay() throws Exception {
        InstantWorkers workers = workers(3_000, StopRule.SEVERITY);

        run(workers);

        Detection concluded = workers.store().detection(InstantWorkers.ID);
        assertThat(concluded.attemptsRun()).isBetween(100, 2_999);
        assertThat(numbers(workers)).isEqualTo(range(concluded.attemptsRun()));
        assertThat(concluded.tests())
                .allSatisfy(test -> assertThat(test.rate().runs()).isEqualTo(concluded.attemptsRun()));
    }

    /** Its review is what closes a wave, so without it everything before may come again, and otherwise. */
    @Test
    void aDecideThatWasCutOffIsMadeUpForAndCountsNothingTwice() throws Exception {
        InstantWorkers good = workers(40, StopRule.CAP);
        run(good);
        InstantWorkers workers = workers(40, StopRule.CAP);
        workers.begin();
        workers.work(workers.shards(plan(workers)));
        decide(workers);
        workers.objects().forget("/review");
        workers.objects().forget("waves/0/results/3");

        assertThat(decide(workers).path("done").booleanValue()).isFalse();
        workers.work(workers.shards(plan(workers)));
        while (!decide(workers).path("done").booleanValue()) {
            workers.work(workers.shards(plan(workers)));
        }
        conclude(workers);

        assertThat(numbers(workers)).isEqualTo(range(40));
        Detection report = workers.store().detection(InstantWorkers.ID);
        Detection undisturbed = good.store().detection(InstantWorkers.ID);
        assertThat(report.tests()).isEqualTo(undisturbed.tests());
        assertThat(report.command()).isEqualTo(undisturbed.command());
        assertThat(report.problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("The worker of attempts 6, 7 left no result"));
    }

    @Test
    void everyStepTwiceIsEveryStepOnce() throws Exception {
        InstantWorkers once = workers(300, StopRule.SEVERITY);
        run(once);
        InstantWorkers workers = workers(300, StopRule.SEVERITY);
        workers.begin();
        for (boolean done = false; !done; ) {
            JsonNode wave = plan(workers);
            assertThat(plan(workers)).isEqualTo(wave);
            workers.work(workers.shards(wave));
            workers.work(workers.shards(wave));
            done = decide(workers).path("done").booleanValue();
            assertThat(decide(workers).path("done").booleanValue()).isEqualTo(done);
        }
        conclude(workers);

        assertThat(workers.store().detection(InstantWorkers.ID))
                .isEqualTo(once.store().detection(InstantWorkers.ID));
    }

    /** As in a detection that began before counts were stored. */
    @Test
    void goesOnWithoutStoredCounts() throws Exception {
        InstantWorkers once = workers(300, StopRule.SEVERITY);
        List<Integer> expected = run(once);
        InstantWorkers workers = workers(300, StopRule.SEVERITY);
        workers.begin();
        List<Integer> waves = new ArrayList<>();
        for (boolean done = false; !done; ) {
            waves.add(workers.work(workers.shards(plan(workers))));
            done = decide(workers).path("done").booleanValue();
            workers.objects().forget("/counts/");
        }

        assertThat(waves).isEqualTo(expected);
    }

    @Test
    void theReportIsThatOfAllStoredAttempts() throws Exception {
        InstantWorkers workers = workers(60, StopRule.CAP);

        run(workers);

        DetectionObjects objects = workers.store().objectsOf(InstantWorkers.ID);
        Detection concluded = workers.store().detection(InstantWorkers.ID);
        Detection again = new StoredProgress(
                        concluded,
                        objects.settledFacts(),
                        objects.ledger().reviews(),
                        workers.store().history())
                .conclude(Instant.EPOCH);
        assertThat(StoredJson.write(again)).isEqualTo(StoredJson.write(concluded));
    }

    private InstantWorkers workers(int runs, StopRule until) {
        return new InstantWorkers(new InMemoryRunHistory(), runs, 3, PARALLELISM, until);
    }

    /** How many attempts each wave had. */
    private List<Integer> run(InstantWorkers workers) throws Exception {
        workers.begin();
        List<Integer> waves = new ArrayList<>();
        for (boolean done = false; !done; ) {
            waves.add(workers.work(workers.shards(plan(workers))));
            done = decide(workers).path("done").booleanValue();
        }
        conclude(workers);
        return waves;
    }

    private JsonNode plan(InstantWorkers workers) throws Exception {
        return StateMachineLoop.call(new PlanHandler(workers.store(), () -> "word" + nonce++), event());
    }

    private static JsonNode decide(InstantWorkers workers) throws Exception {
        return StateMachineLoop.call(new DecideHandler(workers.store()), event());
    }

    private static void conclude(InstantWorkers workers) throws Exception {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        StateMachineLoop.call(new ConcludeHandler(workers.store(), Insights.NONE, clock), event());
    }

    private static ObjectNode event() {
        return Event.answer().put("detection_id", InstantWorkers.ID);
    }

    private static List<Integer> numbers(InstantWorkers workers) {
        List<Integer> numbers = new ArrayList<>();
        workers.store()
                .history()
                .forEachAttempt(
                        InstantWorkers.ID,
                        attempt -> numbers.add(attempt.attempt().number()));
        return numbers;
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }
}
