package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.checkout.AllowedHosts;
import dev.flakydetector.checkout.CloneGuard;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever goes wrong between the steps, nothing is lost, nothing is doubled and nothing false is believed. */
class FaultsIT {

    private static final int RUNS = 12;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Cloud cloud;

    @TempDir
    private Path folder;

    private final String id = "d" + UUID.randomUUID();
    private String repository;
    private StateMachineLoop machine;

    @BeforeAll
    static void start() throws Exception {
        cloud = Cloud.start();
    }

    @AfterAll
    static void stop() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @BeforeEach
    void makeRepository() throws IOException {
        Path project = Files.createDirectory(folder.resolve("repository"));
        Files.writeString(project.resolve("check.sh"), "exit $((TEST_SEED % 2))\n");
        repository = SampleRepository.commit(project);
        machine = machine(cloud.store());
    }

    private StateMachineLoop machine(DetectionStore store) {
        return new StateMachineLoop(store, CloneGuard.ANYTHING, folder, System.getenv());
    }

    private ObjectNode request() {
        return StateMachineLoop.JSON
                .createObjectNode()
                .put("repo", repository)
                .put("test_command", "sh check.sh")
                .put("framework", "command")
                .put("runs", RUNS)
                .put("parallelism", 5)
                .put("until", "cap");
    }

    @Test
    void aWorkerThatDiesOnceCostsNothing() throws Exception {
        List<ObjectNode> lost = new ArrayList<>();
        machine.withReruns(event -> {
            if (lost.isEmpty()) {
                lost.add(event);
            } else {
                machine.rerun(event);
            }
        });

        machine.run(id, request());

        assertThat(detection().status()).isEqualTo(DetectionStatus.DONE);
        assertThat(detection().verdict()).isEqualTo(Verdict.FLAKY);
        assertThat(numbers()).hasSize(RUNS);
        assertThat(messages()).singleElement().asString().contains("attempts 0, 1 left no result");
    }

    @Test
    void attemptsThatComeToNothingTwiceAreLeftOut() throws Exception {
        machine.withReruns(event -> {
            if (event.path("index").intValue() > 0) {
                machine.rerun(event);
            } else {
                put(event, "<html>not a result");
            }
        });

        machine.run(id, request());

        assertThat(detection().status()).isEqualTo(DetectionStatus.DONE);
        assertThat(numbers()).isNotEmpty().doesNotContain(0);
        assertThat(messages()).anySatisfy(text -> assertThat(text).contains("left a result that cannot be read"));
        assertThat(messages()).anySatisfy(text -> assertThat(text).contains("handed out twice"));
    }

    @Test
    void noAnswerAtAllEndsAsFailedAndNotAsPassing() throws Exception {
        machine.withReruns(event -> {});

        machine.run(id, request());

        assertThat(detection().status()).isEqualTo(DetectionStatus.FAILED);
        assertThat(detection().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(numbers()).isEmpty();
    }

    @Test
    void aResultWithoutItsWordIsNotBelieved() throws Exception {
        forgeTheFirst(result -> result.replaceFirst("\"nonce\":\"[^\"]*\"", "\"nonce\":\"guessed\""));

        assertThat(messages()).singleElement().asString().contains("does not carry the word");
    }

    @Test
    void aResultWithAnotherSeedIsNotBelieved() throws Exception {
        forgeTheFirst(result -> result.replaceFirst("\"seed\":(\\d+),\"variations\"", "\"seed\":7,\"variations\""));

        assertThat(messages()).singleElement().asString().contains("another seed or variation");
    }

    @Test
    void aResultOfAnAttemptThatWasNotAskedForIsNotBelieved() throws Exception {
        forgeTheFirst(result -> result.replaceFirst("\"number\":0", "\"number\":9"));

        assertThat(messages()).singleElement().asString().contains("attempt 9 was not asked for");
    }

    @Test
    void aResultOfAnotherDetectionIsNotBelieved() throws Exception {
        forgeTheFirst(result -> result.replaceFirst("\"detection_id\":\"[^\"]*\"", "\"detection_id\":\"d2\""));

        assertThat(messages()).singleElement().asString().contains("of another detection");
    }

    /** Runs with the first worker's first result forged; its attempts are run again and all is well in the end. */
    private void forgeTheFirst(UnaryOperator<String> forger) throws Exception {
        Set<String> forged = new HashSet<>();
        machine.withReruns(event -> {
            machine.rerun(event);
            if (forged.isEmpty()) {
                forged.add(event.toString());
                String key = URI.create(event.path("result_url").textValue())
                        .getPath()
                        .substring(cloud.bucket().length() + 2);
                String honest = new String(
                        cloud.s3()
                                .getObjectAsBytes(
                                        get -> get.bucket(cloud.bucket()).key(key))
                                .asByteArray(),
                        java.nio.charset.StandardCharsets.UTF_8);
                assertThat(forger.apply(honest)).isNotEqualTo(honest);
                put(event, forger.apply(honest));
            }
        });

        machine.run(id, request());

        assertThat(detection().status()).isEqualTo(DetectionStatus.DONE);
        assertThat(numbers()).hasSize(RUNS);
    }

    @Test
    void everyStepMayBeDeliveredTwice() throws Exception {
        machine.callClone(id, request());
        machine.callClone(id, request());
        ObjectNode input = machine.started().get(0);
        machine.prepare(input);
        machine.prepare(input);
        boolean done = false;
        while (!done) {
            ObjectNode wave = machine.plan(id);
            assertThat(nonces(machine.plan(id))).isEqualTo(nonces(wave));
            for (var shard : wave.path("shards")) {
                ObjectNode event = StateMachineLoop.JSON
                        .createObjectNode()
                        .put("action", "rerun")
                        .put("detection_id", id)
                        .put("prepared_get_url", wave.path("prepared_get_url").textValue());
                event.setAll((ObjectNode) shard);
                machine.rerun(event);
                machine.rerun(event);
            }
            done = machine.decide(id).path("done").booleanValue();
            assertThat(machine.decide(id).path("done").booleanValue()).isEqualTo(done);
        }
        machine.conclude(id);
        Detection first = detection();
        machine.conclude(id);
        machine.callClone(id, request());

        assertThat(detection()).isEqualTo(first);
        assertThat(first.attemptsRun()).isEqualTo(RUNS);
        assertThat(first.command().runs()).isEqualTo(RUNS);
        assertThat(messages()).isEmpty();
    }

    private static List<String> nonces(ObjectNode wave) {
        return wave.path("shards").findValuesAsText("nonce");
    }

    @Test
    void aThrottledTableOnlyTakesLonger() throws Exception {
        try (ThrottledTable table = new ThrottledTable(cloud.endpoint())) {
            machine = machine(cloud.store(table.endpoint()));

            machine.run(id, request());

            assertThat(table.turnedAway()).isPositive();
        }
        assertThat(detection().status()).isEqualTo(DetectionStatus.DONE);
        assertThat(numbers()).hasSize(RUNS);
    }

    @Test
    void aDetectionThatIsCancelledStopsAfterTheWaveAndKeepsWhatItHas() throws Exception {
        machine.withReruns(event -> {
            machine.rerun(event);
            Detection running = detection();
            cloud.store().history().conclude(cancelled(running));
        });

        machine.run(id, request());

        assertThat(detection().status()).isEqualTo(DetectionStatus.CANCELLED);
        assertThat(detection().attemptsRun()).isEqualTo(10);
        assertThat(messages()).singleElement().asString().contains("Cancelled after 10 of 12 runs");
    }

    @Test
    void aStepThatBreaksOffLeavesNoDetectionRunning() throws Exception {
        machine.callClone(id, request());

        machine.concludeFailed(id, "Lambda.Unknown", "x".repeat(10_000));

        assertThat(detection().status()).isEqualTo(DetectionStatus.FAILED);
        assertThat(messages())
                .anySatisfy(text -> assertThat(text)
                        .contains("A step broke off with Lambda.Unknown")
                        .hasSizeLessThan(1_000));
    }

    @Test
    void aHostThatIsNotAllowedIsRefusedBeforeAnythingIsFetched() throws Exception {
        CloneGuard guard =
                new AllowedHosts(Set.of("git.example"), host -> List.of(InetAddress.getByName("169.254.169.254")));
        machine = new StateMachineLoop(cloud.store(), guard, folder, System.getenv());

        machine.run(id, request().put("repo", "https://git.example/a.git"));

        assertThat(machine.started()).isEmpty();
        assertThat(detection().status()).isEqualTo(DetectionStatus.FAILED);
        assertThat(messages()).singleElement().asString().contains("an address that is not public");
    }

    @Test
    void aProgramThatIsNotThereFailsAsItDoesOnOneMachine() throws Exception {
        machine.run(id, request().put("test_command", "no-such-program --all"));

        assertThat(detection().status()).isEqualTo(DetectionStatus.FAILED);
        assertThat(messages()).singleElement().asString().contains("no-such-program");
    }

    private static Detection cancelled(Detection running) {
        return new Detection(
                running.id(),
                running.request(),
                DetectionStatus.CANCELLED,
                running.revision(),
                running.framework(),
                running.testCommand(),
                running.command(),
                running.verdict(),
                running.severity(),
                running.tests(),
                running.problems(),
                running.attemptsRun(),
                running.attemptsSaved(),
                running.startedAt(),
                running.duration());
    }

    private static void put(ObjectNode event, String body) throws IOException {
        try {
            HTTP.send(
                    HttpRequest.newBuilder(URI.create(event.path("result_url").textValue()))
                            .PUT(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Detection detection() {
        return cloud.store().detection(id);
    }

    private List<String> messages() {
        return detection().problems().stream().map(Problem::message).toList();
    }

    private List<Integer> numbers() {
        List<CompletedAttempt> attempts = new ArrayList<>();
        cloud.store().history().forEachAttempt(id, attempts::add);
        return attempts.stream().map(attempt -> attempt.attempt().number()).toList();
    }
}
