package dev.flakydetector.scorer.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flakydetector.scorer.feature.Feature;
import dev.flakydetector.scorer.feature.Feature.Source;
import dev.flakydetector.scorer.feature.FeatureSpace;
import dev.flakydetector.scorer.feature.FittedFeature.Range;
import dev.flakydetector.scorer.feature.HistoryMemory;
import dev.flakydetector.scorer.feature.Past;
import dev.flakydetector.scorer.feature.Pasts;
import dev.flakydetector.scorer.registry.ModelCodec;
import dev.flakydetector.scorer.serving.Scorer.Link;
import dev.flakydetector.scorer.serving.ServiceAnswer.Answered;
import dev.flakydetector.scorer.serving.ServiceAnswer.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RememberedHistoryTest {

    private static final double EXACT = 1e-6;

    /** p_fail is the failure rate of all of the test's runs: checkout failed in 6 of 8. */
    private final PFailModel model = new PFailModel(
            "test",
            new FeatureSpace(
                    List.of(new Range(new Feature("project_test_rate_all", Source.HISTORY), 0.1, false, true))),
            new WeightedSum(new double[] {1}, 0, Link.IDENTITY),
            Calibration.none(),
            new HistoryMemory(List.of(new Pasts(
                    List.of("project", "test"),
                    past(0, 3),
                    Map.of(List.of("shop"), past(2, 2)),
                    Map.of(List.of("shop", "checkout"), past(6, 8))))));

    private final PredictService service = new PredictService("m1", ModelCodec.read(ModelCodec.write(model)));

    @Test
    void aRunThatNamesItsTestIsJudgedByItsPast() throws IOException {
        JsonNode run = predict("{\"project\": \"shop\", \"test\": \"checkout\"}");

        double expected = (2 + 2 * (0.5 / 4)) / 4;
        assertThat(run.get("p_fail").doubleValue()).isCloseTo((6 + 2 * expected) / 10, within(EXACT));
        assertThat(run.has("unknown")).isFalse();
    }

    @Test
    void aTestThatNeverRanIsJudgedByOthersOfItsProjectAndSaysSo() throws IOException {
        JsonNode run = predict("{\"project\": \"shop\", \"test\": \"new\"}");

        assertThat(run.get("p_fail").doubleValue()).isCloseTo((2 + 2 * (0.5 / 4)) / 4, within(EXACT));
        assertThat(run.get("unknown").get(0).textValue()).isEqualTo("project_test");
    }

    @Test
    void theRequestsOwnNumberWins() throws IOException {
        JsonNode run = predict("{\"project\": \"shop\", \"test\": \"checkout\", \"project_test_rate_all\": 0.25}");

        assertThat(run.get("p_fail").doubleValue()).isEqualTo(0.25);
    }

    @Test
    void aRunThatNamesNothingIsTakenForAnOrdinaryOne() throws IOException {
        JsonNode run = predict("{\"project\": \"shop\"}");

        assertThat(run.get("p_fail").doubleValue()).isCloseTo(0.1, within(EXACT));
        assertThat(run.get("unknown").get(0).textValue()).isEqualTo("project_test_rate_all");
    }

    @Test
    void aNameIsAWordOrAWholeNumber() {
        ServiceAnswer answer =
                service.predict("{\"runs\": [{\"project\": 12.5, \"test\": \"a\"}]}".getBytes(StandardCharsets.UTF_8));

        assertThat(((Refused) answer).problems()).singleElement().asString().contains("runs[0]", "'project'");
    }

    private JsonNode predict(String run) throws IOException {
        ServiceAnswer answer = service.predict("{\"runs\": [%s]}".formatted(run).getBytes(StandardCharsets.UTF_8));
        return new ObjectMapper()
                .readTree(((Answered) answer).json())
                .get("predictions")
                .get(0);
    }

    private static Past past(int failures, int runs) {
        return new Past(new double[] {failures, failures, failures, failures, runs, runs, runs, runs, 0, 0, runs, 0});
    }
}
