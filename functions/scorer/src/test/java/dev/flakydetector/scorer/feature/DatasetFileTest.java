package dev.flakydetector.scorer.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetFileTest {

    private static final Path SAMPLES = Path.of("../../samples/data");

    @Test
    void theSampleForEndToEndRunsSaysWhatIsAssumedWithoutOne() throws IOException {
        assertThat(DatasetFile.parse(Files.readString(SAMPLES.resolve("e2e-runs.yaml"))))
                .isEqualTo(DatasetDescription.endToEnd());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lrts.yaml", "iofrol.yaml"})
    void theOtherSamplesCanBeRead(String file) throws IOException {
        DatasetDescription description = DatasetFile.parse(Files.readString(SAMPLES.resolve(file)));

        assertThat(description.historyFeatures()).isNotEmpty();
    }

    @Test
    void readsWhatSharesAHistory() {
        DatasetDescription description = DatasetFile.parse(
                "{time: t, target: {column: result, is: FAILURE}, history: [suite, [project, stage]]}");

        assertThat(description.histories()).containsExactly(List.of("suite"), List.of("project", "stage"));
        assertThat(description.target().failed("failure")).contains(true);
    }

    @Test
    void tellsEveryProblemAtOnce() {
        assertThatThrownBy(() -> DatasetFile.parse("{tiem: t, target: {column: x}}"))
                .hasMessageContaining("'tiem' is unknown")
                .hasMessageContaining("'time' is missing")
                .hasMessageContaining("'target' needs 'above'");
    }
}
