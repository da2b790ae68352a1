package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.checkout.AllowedHosts;
import dev.flakydetector.checkout.CloneGuard;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.emulator.FaultyProxy;
import dev.flakydetector.emulator.FaultyProxy.Fault;
import dev.flakydetector.pipeline.DetectionSteps;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Steps that come twice, break off or are called off, and services that refuse: nothing is lost and nothing doubled. */
class TroubledStepsIT {

    @RegisterExtension
    static final EmulatedCloud EMULATED = new EmulatedCloud();

    @TempDir
    private Path folder;

    @Test
    void everyStepMayBeDeliveredTwice() throws Exception {
        Trial trial = Trial.in(EMULATED.cloud(), folder);
        trial.machine().callClone(trial.id(), trial.request());
        trial.machine().callClone(trial.id(), trial.request());
        ObjectNode input = trial.machine().started().get(0);
        trial.machine().prepare(input);
        trial.machine().prepare(input);
        boolean done = false;
        while (!done) {
            ObjectNode wave = trial.machine().plan(trial.id());
            assertThat(nonces(trial.machine().plan(trial.id()))).isEqualTo(nonces(wave));
            for (var shard : wave.path("shards")) {
                ObjectNode event = StateMachineLoop.JSON
                        .createObjectNode()
                        .put("action", "rerun")
                        .put("detection_id", trial.id())
                        .put("prepared_get_url", wave.path("prepared_get_url").textValue());
                event.setAll((ObjectNode) shard);
                trial.machine().rerun(event);
                trial.machine().rerun(event);
            }
            done = trial.machine().decide(trial.id()).path("done").booleanValue();
            assertThat(trial.machine().decide(trial.id()).path("done").booleanValue())
                    .isEqualTo(done);
        }
        trial.machine().conclude(trial.id());
        Detection first = trial.detection();
        trial.machine().conclude(trial.id());
        trial.machine().callClone(trial.id(), trial.request());

        assertThat(trial.detection()).isEqualTo(first);
        assertThat(first.attemptsRun()).isEqualTo(Trial.RUNS);
        assertThat(first.command().runs()).isEqualTo(Trial.RUNS);
        assertThat(trial.messages()).isEmpty();
    }

    @Test
    void aThrottledTableOnlyTakesLonger() throws Exception {
        try (FaultyProxy table = new FaultyProxy(EMULATED.cloud().endpoint())) {
            table.everyThird(Fault.THROTTLED);
            Trial trial = Trial.withTable(EMULATED.cloud(), folder, table.endpoint());

            trial.run();

            assertThat(table.troubles()).isPositive();
            assertThat(trial.detection().status()).isEqualTo(DetectionStatus.DONE);
            assertThat(trial.numbers()).hasSize(Trial.RUNS);
        }
    }

    @Test
    void aBucketThatAsksForLessOnlyTakesLonger() throws Exception {
        try (FaultyProxy bucket = new FaultyProxy(EMULATED.cloud().endpoint())) {
            bucket.everyThird(Fault.SLOW_DOWN);
            Trial trial = Trial.withBucket(EMULATED.cloud(), folder, bucket.endpoint());

            trial.run();

            assertThat(bucket.troubles()).isPositive();
            assertThat(trial.detection().status()).isEqualTo(DetectionStatus.DONE);
            assertThat(trial.numbers()).hasSize(Trial.RUNS);
            assertThat(trial.messages()).isEmpty();
        }
    }

    @Test
    void aDetectionThatIsCancelledStopsAfterTheWaveAndKeepsWhatItHas() throws Exception {
        Trial trial = Trial.in(EMULATED.cloud(), folder);
        trial.machine().withReruns(event -> {
            trial.machine().rerun(event);
            Detection running = trial.detection();
            EMULATED.cloud().store().history().conclude(DetectionSteps.cancel(running, running.startedAt()));
        });

        trial.run();

        assertThat(trial.detection().status()).isEqualTo(DetectionStatus.CANCELLED);
        assertThat(trial.detection().attemptsRun()).isEqualTo(10);
        assertThat(trial.messages()).singleElement().asString().contains("Cancelled after 10 of 12 runs");
    }

    @Test
    void aStepThatBreaksOffLeavesNoDetectionRunning() throws Exception {
        Trial trial = Trial.in(EMULATED.cloud(), folder);
        trial.machine().callClone(trial.id(), trial.request());

        trial.machine().concludeFailed(trial.id(), "Lambda.Unknown", "x".repeat(10_000));

        assertThat(trial.detection().status()).isEqualTo(DetectionStatus.FAILED);
        assertThat(trial.messages())
                .anySatisfy(text -> assertThat(text)
                        .contains("A step broke off with Lambda.Unknown")
                        .hasSizeLessThan(1_000));
    }

    @Test
    void aHostThatIsNotAllowedIsRefusedBeforeAnythingIsFetched() throws Exception {
        CloneGuard guard =
                new AllowedHosts(Set.of("git.example"), host -> List.of(InetAddress.getByName("169.254.169.254")));
        Trial trial = Trial.guarded(EMULATED.cloud(), folder, guard);

        trial.machine().run(trial.id(), trial.request().put("repo", "https://git.example/a.git"));

        assertThat(trial.machine().started()).isEmpty();
        assertThat(trial.detection().status()).isEqualTo(DetectionStatus.FAILED);
        assertThat(trial.messages()).singleElement().asString().contains("an address that is not public");
    }

    @Test
    void aProgramThatIsNotThereFailsAsItDoesOnOneMachine() throws Exception {
        Trial trial = Trial.in(EMULATED.cloud(), folder);
        trial.machine().run(trial.id(), trial.request().put("test_command", "no-such-program --all"));

        assertThat(trial.detection().status()).isEqualTo(DetectionStatus.FAILED);
        assertThat(trial.messages()).singleElement().asString().contains("no-such-program");
    }

    private static List<String> nonces(ObjectNode wave) {
        return wave.path("shards").findValuesAsText("nonce");
    }
}
