package dev.flakydetector.handler;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.json.StoredJson;
import dev.flakydetector.pipeline.DetectionSteps;
import dev.flakydetector.pipeline.PreparedFacts;
import dev.flakydetector.remote.InMemoryObjectStore;
import dev.flakydetector.remote.ObjectStore.Found;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Workers that answer at once, with what follows from the seeds of their attempts. */
final class InstantWorkers {

    static final String ID = "bench";

    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final DetectionStore store;
    private final List<TestId> tests;
    private final DetectionRequest request;

    InstantWorkers(RunHistory history, int runs, int tests, int parallelism, StopRule until) {
        this.store = new DetectionStore(history, objects);
        this.tests = IntStream.range(0, tests)
                .mapToObj(i -> new TestId("com.example.shop.Suite" + i / 50, "holdsTrueInCase" + i))
                .toList();
        this.request = new DetectionRequest(
                "https://git.example/shop.git",
                Optional.empty(),
                Optional.empty(),
                Optional.of(Framework.PYTEST),
                runs,
                parallelism,
                new Seed(42),
                SeedRange.DEFAULT,
                Duration.ofMinutes(5),
                until,
                Set.of(Variation.ORDER),
                ReportPolicy.DEFAULT,
                SetupPolicy.DEFAULT);
    }

    DetectionStore store() {
        return store;
    }

    InMemoryObjectStore objects() {
        return objects;
    }

    DetectionRequest request() {
        return request;
    }

    /** How many there are in an attempt. */
    int tests() {
        return tests.size();
    }

    /** As the clone and the preparation leave it. */
    void begin() {
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

    /** What a plan dealt out. */
    JsonNode shards(JsonNode wave) throws Exception {
        if (wave.path("distributed").booleanValue()) {
            Found found = objects.get(wave.path("shards_key").textValue(), Integer.MAX_VALUE);
            return StateMachineLoop.JSON.readTree(((Found.Present) found).bytes());
        }
        return wave.path("shards");
    }

    /** What the workers do; returns how many attempts that were. */
    int work(JsonNode shards) {
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

    /** The first test fails in every seventh attempt, so that its rate is never certain; the rest pass, some in any order. */
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
        if (attempt.varies(Variation.ORDER)) {
            Collections.shuffle(outcomes, new Random(attempt.seed().value()));
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
}
