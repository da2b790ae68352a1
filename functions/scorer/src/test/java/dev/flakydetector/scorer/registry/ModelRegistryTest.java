package dev.flakydetector.scorer.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flakydetector.scorer.evaluation.Figures;
import dev.flakydetector.scorer.evaluation.Forecast;
import dev.flakydetector.scorer.feature.Feature;
import dev.flakydetector.scorer.feature.Feature.Source;
import dev.flakydetector.scorer.feature.FeatureSpace;
import dev.flakydetector.scorer.feature.FittedFeature.Range;
import dev.flakydetector.scorer.feature.FittedFeature.Words;
import dev.flakydetector.scorer.serving.Blend;
import dev.flakydetector.scorer.serving.Calibration;
import dev.flakydetector.scorer.serving.FlatTrees;
import dev.flakydetector.scorer.serving.PFailModel;
import dev.flakydetector.scorer.serving.Scorer;
import dev.flakydetector.scorer.serving.Scorer.Link;
import dev.flakydetector.scorer.serving.WeightedSum;
import dev.flakydetector.scorer.training.TrainingResult;
import dev.flakydetector.scorer.training.TrainingResult.Rival;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {

    private static final String DATA = "d1";

    @TempDir
    Path folder;

    private ModelRegistry registry;

    @BeforeEach
    void openRegistry() {
        registry = new ModelRegistry(folder);
    }

    @Test
    void aModelComesBackAsItWas() throws IOException {
        PFailModel model = registry.add(Publication.of(result(0.9), DATA)).load();

        assertThat(model.pFail(new double[] {1, 7}))
                .isEqualTo(result(0.9).model().pFail(new double[] {1, 7}));
        assertThat(model.space().names()).containsExactly("platform", "scenarios_total");
    }

    @Test
    void theSameTrainingGivesTheSameFiles() throws IOException {
        ModelFolder first = registry.add(Publication.of(result(0.9), DATA));
        ModelFolder second = new ModelRegistry(folder.resolve("again")).add(Publication.of(result(0.9), DATA));

        assertThat(second.id()).isEqualTo(first.id());
        for (String file : List.of("model.binpb", "report.json", "metrics.txt", "card.md", "calibration.png")) {
            assertThat(Path.of(second.location()).resolve(file))
                    .as(file)
                    .hasSameBinaryContentAs(Path.of(first.location()).resolve(file));
        }
    }

    @Test
    void aChangedFileIsNotLoaded() throws IOException {
        ModelFolder model = registry.add(Publication.of(result(0.9), DATA));
        byte[] bytes = Files.readAllBytes(Path.of(model.location()).resolve("model.binpb"));
        bytes[bytes.length - 20] ^= 1;
        Files.write(Path.of(model.location()).resolve("model.binpb"), bytes);

        assertThatThrownBy(model::load).isInstanceOf(UnreadableModel.class).hasMessageContaining("SHA-256");
    }

    @Test
    void noBytesWhateverBreakTheReader() {
        byte[] model = ModelCodec.write(result(0.9).model());
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
        ModelFolder model = registry.add(Publication.of(result(0.9), DATA));

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

    @Test
    void tellsTheBetterOfTwoOnTheSameRuns() throws IOException {
        ModelFolder better = registry.add(Publication.of(result(0.9), DATA));
        ModelFolder worse = registry.add(Publication.of(result(0.6), DATA));

        Comparison comparison = Comparison.of(worse, better, 1);

        assertThat(comparison.isWorse()).isTrue();
        assertThat(comparison.test().orElseThrow().pValue()).isLessThan(0.05);
        assertThat(comparison.text()).contains(better.id(), worse.id(), "The candidate is worse");
    }

    @Test
    void doesNotPretendToCompareDifferentRuns() throws IOException {
        Comparison comparison = Comparison.of(
                registry.add(Publication.of(result(0.9), DATA)),
                registry.add(Publication.of(result(0.6), "other data")),
                1);

        assertThat(comparison.test()).isEmpty();
        assertThat(comparison.text()).contains("not tested on the same runs");
    }

    @Test
    void keepsWhatWasInProductionBefore() throws IOException {
        ModelFolder first = registry.add(Publication.of(result(0.6), DATA));
        ModelFolder second = registry.add(Publication.of(result(0.9), DATA));

        registry.promote(first);
        registry.promote(second);

        assertThat(registry.production()).contains(second);
        assertThat(registry.promoted()).containsExactly(second.id(), first.id());
        assertThat(registry.models()).hasSize(2);
        assertThat(registry.find(first.id().substring(0, 6))).contains(first);
    }

    /** A model that gives what happened this probability, right nine times in ten. */
    private static TrainingResult result(double sureness) {
        FeatureSpace space = new FeatureSpace(List.of(
                new Words(new Feature("platform", Source.CATEGORY), List.of("android", "ios"), 0),
                new Range(new Feature("scenarios_total", Source.NUMBER), 10, true, true)));
        Scorer trees = new FlatTrees(
                new int[] {0},
                new int[] {2, FlatTrees.LEAF, FlatTrees.LEAF},
                new float[] {8.5f, -1, (float) sureness},
                new int[] {1, 0, 0},
                0,
                Link.LOGISTIC);
        Scorer sum = new WeightedSum(new double[] {0.1, 0.2, 0.01}, 0.05, Link.IDENTITY);
        PFailModel model = new PFailModel("gradient_boosting", space, new Blend(sum, trees, 0.5), Calibration.none());
        boolean[] failed = new boolean[200];
        double[] given = new double[failed.length];
        for (int i = 0; i < failed.length; i++) {
            failed[i] = i % 2 == 0;
            given[i] = failed[i] == (i % 10 != 0) ? sureness : 1 - sureness;
        }
        Forecast forecast = new Forecast(given, failed);
        Figures figures = Figures.of(forecast, 0.5, 1);
        return new TrainingResult(
                model,
                Map.of("eta", 0.1),
                42,
                1_000,
                figures,
                forecast,
                IntStream.range(0, failed.length).boxed().toList(),
                0.5,
                0.1,
                List.of(0.4, 0.6),
                List.of(new Rival("base_rate", 0.7, 0.7, 0.5)),
                Map.of("forward", figures),
                Map.of(),
                List.of());
    }
}
