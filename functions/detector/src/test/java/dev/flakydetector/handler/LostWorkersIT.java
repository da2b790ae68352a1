package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that die or leave rubbish: their attempts run again, once, and nothing false is said of the rest. */
class LostWorkersIT {

    private static Cloud cloud;

    @TempDir
    private Path folder;

    private Trial trial;

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
    void makeTrial() throws IOException {
        trial = Trial.in(cloud, folder);
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
