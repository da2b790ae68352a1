package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Verdict;
import dev.flakydetector.remote.RemoteTrouble;
import dev.flakydetector.remote.StrictBucket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers that die or leave rubbish: their attempts run again, once, and nothing false is said of the rest. */
class LostWorkersIT {

    @RegisterExtension
    static final EmulatedCloud EMULATED = new EmulatedCloud();

    @TempDir
    private Path folder;

    private Trial trial;

    @BeforeEach
    void makeTrial() throws IOException {
        trial = Trial.in(EMULATED.cloud(), folder);
    }

    @Test
    void aWorkerThatDiesOnceCostsNothing() throws Exception {
        List<ObjectNode> lost = new ArrayList<>();
        trial.machine().withReruns(event -> {
            if (lost.isEmpty()) {
                lost.add(event);
            } else {
                trial.machine().rerun(event);
            }
        });

        trial.run();

        assertThat(trial.detection().status()).isEqualTo(DetectionStatus.DONE);
        assertThat(trial.detection().verdict()).isEqualTo(Verdict.FLAKY);
        assertThat(trial.numbers()).hasSize(Trial.RUNS);
        assertThat(trial.messages()).singleElement().asString().contains("attempts 0, 1 left no result");
    }

    @ParameterizedTest
    @ValueSource(strings = {"attempts_url", "prepared_get_url", "result_url"})
    void aWorkerWhoseUrlHasExpiredCostsNothing(String name) throws Exception {
        try (StrictBucket bucket = new StrictBucket()) {
            String expired = bucket.endpoint() + "/b/key?X-Amz-Security-Token=VerySecret";
            List<ObjectNode> refused = new ArrayList<>();
            trial.machine().withReruns(event -> {
                if (refused.isEmpty()) {
                    refused.add(event);
                    assertThatThrownBy(
                                    () -> trial.machine().rerun(event.deepCopy().put(name, expired)))
                            .isInstanceOf(RemoteTrouble.class)
                            .hasMessageContaining("status 403")
                            .hasMessageNotContaining("VerySecret");
                } else {
                    trial.machine().rerun(event);
                }
            });

            trial.run();
        }

        assertThat(trial.detection().status()).isEqualTo(DetectionStatus.DONE);
        assertThat(trial.numbers()).hasSize(Trial.RUNS);
        assertThat(trial.messages())
                .singleElement()
                .asString()
                .contains("attempts 0, 1 left no result")
                .doesNotContain("VerySecret");
    }

    @Test
    void attemptsThatComeToNothingTwiceAreLeftOut() throws Exception {
        trial.machine().withReruns(event -> {
            if (event.path("index").intValue() > 0) {
                trial.machine().rerun(event);
            } else {
                Trial.put(event, "<html>not a result");
            }
        });

        trial.run();

        assertThat(trial.detection().status()).isEqualTo(DetectionStatus.DONE);
        assertThat(trial.numbers()).isNotEmpty().doesNotContain(0);
        assertThat(trial.messages()).anySatisfy(text -> assertThat(text).contains("left a result that cannot be read"));
        assertThat(trial.messages()).anySatisfy(text -> assertThat(text).contains("handed out twice"));
    }

    @Test
    void noAnswerAtAllEndsAsFailedAndNotAsPassing() throws Exception {
        trial.machine().withReruns(event -> {});

        trial.run();

        assertThat(trial.detection().status()).isEqualTo(DetectionStatus.FAILED);
        assertThat(trial.detection().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(trial.numbers()).isEmpty();
    }
}
