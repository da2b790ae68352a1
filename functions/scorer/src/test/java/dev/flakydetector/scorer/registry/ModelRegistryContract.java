package dev.flakydetector.scorer.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.scorer.serving.PFailModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds wherever a registry keeps its files. */
public abstract class ModelRegistryContract {

    private static final int AT_ONCE = 4;

    private ModelFiles files;
    private ModelRegistry registry;

    /** A place that is empty, another for each test. */
    protected abstract ModelFiles files() throws Exception;

    @BeforeEach
    void open() throws Exception {
        files = files();
        registry = new ModelRegistry(files);
    }

    ModelRegistry registry() {
        return registry;
    }

    @Test
    void keepsWhatWasInProductionBefore() throws IOException {
        ModelFolder first = registry().add(SampleModels.publication(0.6));
        ModelFolder second = registry().add(SampleModels.publication(0.9));

        registry().promote(first);
        registry().promote(second);

        assertThat(registry().production()).contains(second);
        assertThat(registry().promoted()).containsExactly(second.id(), first.id());
        assertThat(registry().models()).hasSize(2);
        assertThat(registry().find(first.id().substring(0, 6))).contains(first);
    }

    @Test
    void aModelComesBackAsItWas() throws IOException {
        PFailModel model = registry().add(SampleModels.publication(0.9)).load();

        assertThat(model.pFail(new double[] {1, 7}))
                .isEqualTo(SampleModels.result(0.9).model().pFail(new double[] {1, 7}));
        assertThat(model.space().names()).containsExactly("platform", "scenarios_total");
    }

    @Test
    void tellsTheBetterOfTwoOnTheSameRuns() throws IOException {
        ModelFolder better = registry().add(SampleModels.publication(0.9));
        ModelFolder worse = registry().add(SampleModels.publication(0.6));

        Comparison comparison = Comparison.of(worse, better, 1);

        assertThat(comparison.isWorse()).isTrue();
        assertThat(comparison.test().orElseThrow().pValue()).isLessThan(0.05);
        assertThat(comparison.text()).contains(better.id(), worse.id(), "The candidate is worse");
    }

    @Test
    void doesNotPretendToCompareDifferentRuns() throws IOException {
        Comparison comparison = Comparison.of(
                registry().add(SampleModels.publication(0.9)),
                registry().add(Publication.of(SampleModels.result(0.6), "other data")),
                1);

        assertThat(comparison.test()).isEmpty();
        assertThat(comparison.text()).contains("not tested on the same runs");
    }

    @Test
    void whatWasNeverWrittenIsMissing() throws IOException {
        assertThat(files.find("none")).isEmpty();
        assertThat(registry.models()).isEmpty();
        assertThat(registry.production()).isEmpty();
        assertThat(registry.find("0123")).isEmpty();
    }

    @Test
    void aModelThatTookAnothersPlaceIsNotLoaded() throws IOException {
        ModelFolder model = registry.add(SampleModels.publication(0.9));
        for (String file : List.of(ModelFolder.MODEL, ModelFolder.SHA256)) {
            files.put(
                    model.id() + "/" + file,
                    SampleModels.publication(0.6).files().get(file));
        }

        assertThatThrownBy(model::load).isInstanceOf(UnreadableModel.class).hasMessageContaining("SHA-256");
    }

    @Test
    void whatWasWrittenMeanwhileIsNotWrittenOver() throws IOException {
        assertThat(files.replace("p", bytes("a"), Optional.empty())).isTrue();
        assertThat(files.replace("p", bytes("b"), Optional.empty())).isFalse();
        Optional<String> seen = files.find("p").map(ModelFiles.Kept::version);
        assertThat(files.replace("p", bytes("c"), seen)).isTrue();
        assertThat(files.replace("p", bytes("d"), seen)).isFalse();

        assertThat(files.find("p").orElseThrow().content()).asString().isEqualTo("c");
    }

    @Test
    void promotionsAtOnceLoseNone() throws Exception {
        List<ModelFolder> models = List.of(
                registry.add(SampleModels.publication(0.6)),
                registry.add(SampleModels.publication(0.7)),
                registry.add(SampleModels.publication(0.8)),
                registry.add(SampleModels.publication(0.9)));
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Boolean>> promotions = models.stream()
                    .map(model -> (Callable<Boolean>) () -> {
                        registry.promote(model);
                        return true;
                    })
                    .toList();
            for (Future<Boolean> promotion : threads.invokeAll(promotions)) {
                assertThat(promotion.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(registry.promoted())
                .containsExactlyInAnyOrderElementsOf(
                        models.stream().map(ModelFolder::id).toList());
        assertThat(models).contains(registry.production().orElseThrow());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
