package dev.flakydetector.scorer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flakydetector.scorer.feature.RunRows;
import dev.flakydetector.scorer.registry.ModelCodec;
import dev.flakydetector.scorer.serving.PFailModel;
import dev.flakydetector.scorer.training.TrainingRequest.SplitKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingTest {

    @TempDir
    Path folder;

    @Test
    void namesTheFeatureThatGivesTheResultAway() throws Exception {
        TrainingResult result = train(SyntheticRuns.of(folder, 400, 3), SplitKind.STRATIFIED, false);

        assertThat(result.leaks()).singleElement().satisfies(leak -> {
            assertThat(leak.feature()).isEqualTo("memory_mb");
            assertThat(leak.withAuc()).isGreaterThan(leak.withoutAuc() + 0.05);
        });
        assertThat(result.warnings()).first().asString().contains("memory_mb", "--exclude-leaky");
    }

    @Test
    void leavesItOutWhenTold() throws Exception {
        TrainingResult result = train(SyntheticRuns.of(folder, 400, 3), SplitKind.STRATIFIED, true);

        assertThat(result.model().space().names()).doesNotContain("memory_mb").contains("squad");
        assertThat(result.figures().rocAuc()).isBetween(0.5, 0.8);
    }

    @Test
    void theSameDataAndSeedGiveTheSameModel() throws Exception {
        RunRows runs = SyntheticRuns.of(folder, 400, 9);

        byte[] first = ModelCodec.write(train(runs, SplitKind.LAST, false).model());
        byte[] second = ModelCodec.write(train(runs, SplitKind.LAST, false).model());

        assertThat(first).isEqualTo(second);
    }

    @ParameterizedTest
    @EnumSource(SplitKind.class)
    void judgesTheModelHoweverRunsAreHeldBack(SplitKind split) throws Exception {
        TrainingResult result = train(SyntheticRuns.of(folder, 400, 4), split, false);

        assertThat(result.figures().beatsTheBaseRate()).isTrue();
        assertThat(result.windows()).hasSize(5);
        assertThat(result.splits()).containsKey("forward").hasSize(2);
        assertThat(result.rivals())
                .extracting(TrainingResult.Rival::algorithm)
                .containsExactly("random_forest", "gradient_boosting", "cart", "logistic_regression", "base_rate");
    }

    @Test
    void whatIsServedIsWhatWasTrained() throws Exception {
        RunRows runs = SyntheticRuns.of(folder, 400, 9);
        TrainingResult result = train(runs, SplitKind.STRATIFIED, false);

        PFailModel served = ModelCodec.read(ModelCodec.write(result.model()));

        for (int i = 0; i < result.heldOut().size(); i++) {
            double[] values = served.space().values(runs, result.heldOutRows().get(i));
            assertThat(served.pFail(values)).isCloseTo(result.heldOut().probability(i), within(1e-12));
        }
    }

    @Test
    void everyStageFitsAndForecasts() throws Exception {
        RunRows runs = SyntheticRuns.of(folder, 300, 2);
        int[] rows = IntStream.range(0, 300).toArray();
        List<Algorithm> tried = new ArrayList<>();

        for (Recipe recipe : Candidates.of(runs)) {
            PFailModel model = new ModelFitting(1).fit(recipe, runs, rows);
            assertThat(DoubleStream.of(model.pFail(model.space().encode(runs, rows))))
                    .allMatch(p -> p >= 0 && p <= 1);
            tried.add(recipe.algorithm());
        }

        assertThat(tried).contains(Algorithm.GRADIENT_BOOSTING, Algorithm.LOGISTIC_REGRESSION);
    }

    @Test
    void aSplitHoldsBackAFifthOfFailedAndPassedAlike() throws Exception {
        RunRows runs = SyntheticRuns.of(folder, 500, 6);

        Fold fold = Split.stratified(runs, 42);

        assertThat(fold.test().length).isBetween(99, 101);
        assertThat(runs.failureRate(fold.test())).isCloseTo(runs.failureRate(fold.train()), within(0.01));
    }

    @Test
    void aWindowNeverLearnsFromItsFuture() throws Exception {
        RunRows runs = SyntheticRuns.of(folder, 500, 6);

        assertThat(Split.forward(runs, IntStream.range(0, 500).toArray()))
                .hasSize(5)
                .allSatisfy(fold -> {
                    double latest = IntStream.of(fold.train())
                            .mapToDouble(runs::begin)
                            .max()
                            .orElseThrow();
                    assertThat(IntStream.of(fold.test())
                                    .mapToDouble(runs::begin)
                                    .min()
                                    .orElseThrow())
                            .isGreaterThan(latest);
                });
    }

    private static TrainingResult train(RunRows runs, SplitKind split, boolean excludeLeaky) {
        return new Training(new TrainingRequest(split, Optional.empty(), excludeLeaky, 42), step -> {}).train(runs);
    }
}
