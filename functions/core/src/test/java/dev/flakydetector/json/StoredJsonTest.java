package dev.flakydetector.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.history.SampleDetections;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredJsonTest {

    static List<AttemptResult> results() {
        return List.of(
                new AttemptResult.Reported(SampleDetections.outcomes()),
                new AttemptResult.BuildBroken("cannot find symbol"),
                new AttemptResult.Overran(Duration.ofSeconds(300)),
                new AttemptResult.NoReport(137, "killed"));
    }

    @ParameterizedTest
    @MethodSource("results")
    void readsBackEveryKindOfAttempt(AttemptResult result) {
        CompletedAttempt attempt = SampleDetections.attempt(7, result);

        assertThat(StoredJson.attempt(StoredJson.write(attempt))).isEqualTo(attempt);
    }

    @Test
    void readsBackADetection() {
        Detection detection = SampleDetections.finished("d1", "/shop", 0);

        assertThat(StoredJson.detection(StoredJson.write(detection))).isEqualTo(detection);
    }

    @Test
    void refusesWhatANewerVersionWrote() {
        String newer =
                StoredJson.write(SampleDetections.finished("d1", "/shop", 0)).replace("\"schema\":1", "\"schema\":2");

        assertThatThrownBy(() -> StoredJson.detection(newer))
                .isInstanceOf(UnreadableJson.class)
                .hasMessageContaining("newer flaky-detector");
    }

    @Test
    void saysThatDamagedTextIsDamaged() {
        assertThatThrownBy(() -> StoredJson.attempt("{\"attempt\":")).hasMessageContaining("damaged");
    }
}
