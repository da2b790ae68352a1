package dev.flakydetector.scorer.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest extends ModelRegistryContract {

    @TempDir
    Path folder;

    @Override
    protected ModelFiles files() {
        return new FolderFiles(folder);
    }

    @Test
    void theSameTrainingGivesTheSameFiles() throws IOException {
        ModelFolder first = registry().add(SampleModels.publication(0.9));
        ModelFolder second = new ModelRegistry(folder.resolve("again")).add(SampleModels.publication(0.9));

        assertThat(second.id()).isEqualTo(first.id());
        for (String file : List.of("model.binpb", "report.json", "metrics.txt", "card.md", "calibration.png")) {
            assertThat(Path.of(second.location()).resolve(file))
                    .as(file)
                    .hasSameBinaryContentAs(Path.of(first.location()).resolve(file));
        }
    }

    @Test
    void aChangedFileIsNotLoaded() throws IOException {
        ModelFolder model = registry().add(SampleModels.publication(0.9));
        byte[] bytes = Files.readAllBytes(Path.of(model.location()).resolve("model.binpb"));
        bytes[bytes.length - 20] ^= 1;
        Files.write(Path.of(model.location()).resolve("model.binpb"), bytes);

        assertThatThrownBy(model::load).isInstanceOf(UnreadableModel.class).hasMessageContaining("SHA-256");
    }

    @Test
    void noBytesWhateverBreakTheReader() {
        byte[] model = ModelCodec.write(SampleModels.result(0.9).model());
        for (int at = 0; at < model.length; at++) {
            byte[] damaged = model.clone();
            damaged[at] ^= 0x55;
            try {
                ModelCodec.read(damaged).pFail(new double[] {1, 7});
            } catch (UnreadableModel expected) {
                assertThat(expected).hasMessageContaining("model");
            }
        }
    }

    @Test
    void theReportCarriesItsFields() throws IOException {
        ModelFolder model = registry().add(SampleModels.publication(0.9));

        JsonNode report = new ObjectMapper()
                .readTree(Path.of(model.location()).resolve("report.json").toFile());

        assertThat(report.get("model_id").textValue()).isEqualTo(model.id());
        assertThat(report.fieldNames())
                .toIterable()
                .contains(
                        "algorithm",
                        "seed",
                        "dataset_sha256",
                        "rows",
                        "features",
                        "leaky_features",
                        "log_loss",
                        "roc_auc",
                        "brier",
                        "ece",
                        "base_rate_log_loss",
                        "cv",
                        "rivals",
                        "splits");
        assertThat(report.at("/cv/folds")).hasSize(2);
        assertThat(report.at("/rivals/0/algorithm").textValue()).isEqualTo("base_rate");
        assertThat(report.at("/splits/forward/log_loss").isNumber()).isTrue();
    }
}
