package dev.flakydetector.handler;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.DetectionRequest.ReportPolicy;
import dev.flakydetector.domain.DetectionRequest.SetupPolicy;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Revision;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeedRange;
import dev.flakydetector.domain.Shard;
import dev.flakydetector.domain.ShardResult;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.json.StoredJson;
import dev.flakydetector.pipeline.DetectionSteps;
import dev.flakydetector.pipeline.Insights;
import dev.flakydetector.pipeline.PreparedFacts;
import dev.flakydetector.remote.InMemoryObjectStore;
import dev.flakydetector.remote.ObjectStore.Found;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A large detection with workers that answer at once: how long Plan and Decide take wave by wave, and how much of the state
 * machine's limits it uses. Table and bucket are in memory, so what is measured is our own work.
 *
 * <p>Arguments: runs, tests an attempt, when to stop.
 */
public final class FanOutBench {

    private static final String ID = "bench";
    private static final int PARALLELISM = 50;

    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final DetectionStore store = new DetectionStore(new InMemoryRunHistory(), objects);
    private final List<TestId> tests;
    private final DetectionRequest request;

    private FanOutBench(int runs, int tests, StopRule until) {
        this.tests = IntStream.range(0, tests)
                .mapToObj(i -> new TestId("com.example.shop.Suite" + i / 50, "holdsTrueInCase" + i))
                .toList();
        this.request = new DetectionRequest(
                "https://git.example/shop.git",
                Optional.empty(),
                Optional.empty(),
                Optional.of(Framework.PYTEST),
                runs,
                PARALLELISM,
                new Seed(42),
                SeedRange.DEFAULT,
                Duration.ofMinutes(5),
                until,
                Set.of(Variation.ORDER),
                ReportPolicy.DEFAULT,
                SetupPolicy.DEFAULT);
    }

    public static void main(String[] arguments) throws Exception {
        StopRule until = StopRule.ofToken(arguments[2]).orElseThrow();
        new FanOutBench(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), until).run();
    }

    private void run() throws Exception {
        begin();
        PlanHandler plan = new PlanHandler(store, () -> UUID.randomUUID().toString());
        DecideHandler decide = new DecideHandler(store);
        int events = 1 + 2 + 5;
        long largest = 0;
        double slowest = 0;
        List<Integer> waves = new ArrayList<>();
        System.out.printf(
                "%5s %8s %7s %8s %8s %14s %12s%n",
                "wave", "attempts", "shards", "plan s", "decide s", "its processor s", "state bytes");
        for (boolean done = false; !done; ) {
            ObjectNode event = Event.answer().put("detection_id", ID);
            Timed planned = Timed.call(plan, event);
            int attempts = work(shards(planned.answer()));
            Timed decided = Timed.call(decide, event);
            int shards = shards(planned.answer()).size();
            boolean distributed = planned.answer().path("distributed").booleanValue();
            // Entered, scheduled, started, succeeded, exited for a task; two for a choice; a map's own four and seven
            // an item.
            events += 5 + 2 + (distributed ? 5 : 4 + 7 * shards) + 5 + 2;
            int state = planned.answer().toString().length() + (distributed ? 1_000 : 20 * shards);
            largest = Math.max(largest, state);
            slowest = Math.max(slowest, decided.seconds());
            waves.add(shards);
            System.out.printf(
                    "%5d %8d %7d %8.2f %8.2f %14.2f %12d%n",
                    waves.size(), attempts, shards, planned.seconds(), decided.seconds(), decided.processor(), state);
            done = decided.answer().path("done").booleanValue();
        }
        events += 5 + 5 + 2 + 1;
        Timed concluded = Timed.call(
                new ConcludeHandler(store, Insights.NONE, Clock.systemUTC()),
                Event.answer().put("detection_id", ID));
        Detection detection = store.detection(ID);
        System.out.printf(
                "%d runs of %d tests: %s, %d attempts, %d tests judged; conclude %.2f s%n",
                request.runs(),
                tests.size(),
                detection.status(),
                detection.attemptsRun(),
                detection.tests().size(),
                concluded.seconds());
        System.out.printf("shards by wave: %s%n", waves);
        System.out.printf("history events by formula: %d   < 25000%n", events);
        System.out.printf("largest state: %d bytes   < 262144%n", largest);
        System.out.printf("slowest decide: %.2f s   < 1 s%n", slowest);
    }

    private void begin() {
        Detection accepted = DetectionSteps.begin(
                ID,
                request,
                new Revision(request.repository(), Optional.of("c".repeat(40)), "tree:" + "d".repeat(40), false),
                Framework.PYTEST,
                TestCommand.parse("pytest"),
                Instant.EPOCH);
        store.history().begin(accepted);
        objects.put(
                store.objectsOf(ID).prepareResult(),
                LedgerJson.write(new PreparedFacts(
                        Optional.of(Framework.PYTEST),
                        Optional.of(TestCommand.parse("pytest")),
                        request.vary(),
                        List.of())));
    }

    private JsonNode shards(JsonNode wave) throws Exception {
        if (wave.path("distributed").booleanValue()) {
            Found found = objects.get(wave.path("shards_key").textValue(), Integer.MAX_VALUE);
            return StateMachineLoop.JSON.readTree(((Found.Present) found).bytes());
        }
        return wave.path("shards");
    }

    /** What the workers do; returns how many attempts that were. */
    private int work(JsonNode shards) {
        int attempts = 0;
        for (JsonNode planned : shards) {
            Found found = objects.get(key(planned, "attempts_url"), Integer.MAX_VALUE);
            Shard shard = StoredJson.shard(new String(((Found.Present) found).bytes(), StandardCharsets.UTF_8));
            List<CompletedAttempt> done =
                    shard.attempts().stream().map(this::complete).toList();
            ShardResult result =
                    new ShardResult(ID, shard.index(), planned.path("nonce").textValue(), done, Optional.empty());
            objects.put(key(planned, "result_url"), StoredJson.write(result).getBytes(StandardCharsets.UTF_8));
            attempts += done.size();
        }
        return attempts;
    }

    private static String key(JsonNode planned, String url) {
        return URI.create(planned.path(url).textValue()).getPath().substring(1);
    }

    /** The first test fails in every seventh attempt, so that its rate is never certain; the rest pass. */
    private CompletedAttempt complete(Attempt attempt) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < tests.size(); i++) {
            Duration duration = Duration.ofMillis(1 + (attempt.seed().value() + i) % 90);
            boolean fails = i == 0 && attempt.seed().value() % 7 == 0;
            outcomes.add(
                    fails
                            ? Outcome.failed(
                                    tests.get(i), duration, new Failure("AssertionError", "1 == 2", "at line 7"))
                            : Outcome.passed(tests.get(i), duration));
        }
        return new CompletedAttempt(
                attempt,
                new AttemptResult.Reported(outcomes),
                OptionalInt.of(attempt.seed().value() % 7 == 0 ? 1 : 0),
                new CapturedOutput("", "", false),
                Duration.ofSeconds(3),
                new TreeMap<>(),
                List.of());
    }

    /**
     * A call and what it took.
     *
     * @param processor seconds of all threads together, which a busy machine does not change
     */
    private record Timed(JsonNode answer, double seconds, double processor) {

        private static final OperatingSystemMXBean SYSTEM =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

        private static Timed call(RequestStreamHandler handler, ObjectNode event) throws Exception {
            long start = System.nanoTime();
            long worked = SYSTEM.getProcessCpuTime();
            JsonNode answer = StateMachineLoop.call(handler, event);
            return new Timed(answer, (System.nanoTime() - start) / 1e9, (SYSTEM.getProcessCpuTime() - worked) / 1e9);
        }
    }
}
