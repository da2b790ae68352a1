package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.DetectionStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Results that are not what was asked for: none of them is believed, and nothing is lost by it. */
class ForgedResultsIT {

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
    void aResultWithoutItsWordIsNotBelieved() throws Exception {
        forgeTheFirst(result -> result.replaceFirst("\"nonce\":\"[^\"]*\"", "\"nonce\":\"guessed\""));

        assertThat(trial.messages()).singleElement().asString().contains("does not carry the word");
    }

    @Test
    void aResultWithAnotherSeedIsNotBelieved() throws Exception {
        forgeTheFirst(result -> result.replaceFirst("\"seed\":(\\d+),\"variations\"", "\"seed\":7,\"variations\""));

        assertThat(trial.messages()).singleElement().asString().contains("another seed or variation");
    }

    @Test
    void aResultOfAnAttemptThatWasNotAskedForIsNotBelieved() throws Exception {
        forgeTheFirst(result -> result.replaceFirst("\"number\":0", "\"number\":9"));

        assertThat(trial.messages()).singleElement().asString().contains("attempt 9 was not asked for");
    }

    @Test
    void aResultOfAnotherDetectionIsNotBelieved() throws Exception {
        forgeTheFirst(result -> result.replaceFirst("\"detection_id\":\"[^\"]*\"", "\"detection_id\":\"d2\""));

        assertThat(trial.messages()).singleElement().asString().contains("of another detection");
    }

    /** Runs with the first worker's first result forged; its attempts are run again and all is well in the end. */
    private void forgeTheFirst(UnaryOperator<String> forger) throws Exception {
        Set<String> forged = new HashSet<>();
        trial.machine().withReruns(event -> {
            trial.machine().rerun(event);
            if (forged.isEmpty()) {
                forged.add(event.toString());
                String honest = trial.result(event);
                assertThat(forger.apply(honest)).isNotEqualTo(honest);
                Trial.put(event, forger.apply(honest));
            }
        });

        trial.run();

        assertThat(trial.detection().status()).isEqualTo(DetectionStatus.DONE);
        assertThat(trial.numbers()).hasSize(Trial.RUNS);
    }
}
