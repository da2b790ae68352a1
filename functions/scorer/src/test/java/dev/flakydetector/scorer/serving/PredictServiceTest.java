package dev.flakydetector.scorer.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flakydetector.scorer.feature.Feature;
import dev.flakydetector.scorer.feature.Feature.Source;
import dev.flakydetector.scorer.feature.FeatureSpace;
import dev.flakydetector.scorer.feature.FittedFeature.Range;
import dev.flakydetector.scorer.feature.FittedFeature.Words;
import dev.flakydetector.scorer.serving.Scorer.Link;
import dev.flakydetector.scorer.serving.ServiceAnswer.Answered;
import dev.flakydetector.scorer.serving.ServiceAnswer.Reason;
import dev.flakydetector.scorer.serving.ServiceAnswer.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictServiceTest {

    private static final String RUN =
            "{\"timestamp\": \"2025-11-18T10:30:00Z\", \"platform\": \"ios\", \"scenarios_total\": 20}";

    /** p_fail = 0.1 + 0.3 on ios + 0.01 for each scenario. */
    private final PredictService service = new PredictService(
            "m1",
            new PFailModel(
                    "test",
                    new FeatureSpace(List.of(
                            new Words(new Feature("platform", Source.CATEGORY), List.of("android", "ios"), 0),
                            new Range(new Feature("scenarios_total", Source.NUMBER), 10, true, true),
                            new Range(new Feature("hour", Source.HOUR), 12, true, true))),
                    new WeightedSum(new double[] {0, 0.3, 0.01, 0}, 0.1, Link.IDENTITY),
                    Calibration.none()));

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void givesEachRunItsProbability(int runs) throws IOException {
        JsonNode answer = predict("{\"runs\": [%s]}".formatted(String.join(",", Collections.nCopies(runs, RUN))));

        assertThat(answer.get("predictions")).hasSize(runs).allSatisfy(prediction -> {
            assertThat(prediction.get("p_fail").doubleValue()).isEqualTo(0.6);
            assertThat(prediction.get("predicted_failed").booleanValue()).isTrue();
            assertThat(prediction.has("unknown")).isFalse();
        });
        assertThat(answer.get("model_id").textValue()).isEqualTo("m1");
    }

    @Test
    void theThresholdDecidesWhatCountsAsFailed() throws IOException {
        JsonNode answer = predict("{\"threshold\": 0.61, \"runs\": [%s]}".formatted(RUN));

        assertThat(answer.at("/predictions/0/predicted_failed").booleanValue()).isFalse();
    }

    @Test
    void aWordThatTrainingNeverSawIsScoredAndTold() throws IOException {
        JsonNode answer = predict("{\"runs\": [%s]}".formatted(RUN.replace("\"ios\"", "\"fridge\"")));

        assertThat(answer.at("/predictions/0/p_fail").doubleValue()).isEqualTo(0.3);
        assertThat(answer.at("/predictions/0/unknown/0").textValue()).isEqualTo("platform");
    }

    @Test
    void commonFieldsThatTheModelDoesNotUseAreAllowed() throws IOException {
        JsonNode answer = predict("{\"runs\": [%s]}"
                .formatted(RUN.replace("{", "{\"squad\": \"pay\", \"memory_mb\": 4096.5, \"device_id\": \"x\",")));

        assertThat(answer.at("/predictions/0/p_fail").doubleValue()).isEqualTo(0.6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"scenarios_total\": 20 | \"scenarios_total\": -1 | 'scenarios_total' must not be negative, found -1",
                "\"scenarios_total\": 20 | \"scenarios_total\": 12.7 | 'scenarios_total' must be a whole number, found"
                        + " 12.7",
                "\"scenarios_total\": 20 | \"scenarios_total\": NaN | 'scenarios_total' must be a finite number, found"
                        + " NaN",
                "\"scenarios_total\": 20 | \"scenarios_total\": 1e999 | 'scenarios_total' must be a finite number,"
                        + " found 1e999",
                "\"scenarios_total\": 20 | \"scenarios_total\": \"20\" | 'scenarios_total' must be a number",
                "\"scenarios_total\": 20 | \"scenarios_total\": null | 'scenarios_total' must be a number",
                "\"scenarios_total\": 20 | \"scenarios_total\": [[1]] | 'scenarios_total' must be a number",
                "\"scenarios_total\": 20 | \"planet\": 3, \"scenarios_total\": 20 | 'planet' is unknown",
                "\"platform\": \"ios\" | \"platform\": 7 | 'platform' must be a text of at most 200 characters",
                "\"platform\": \"ios\", | | 'platform' is missing",
                "\"platform\": \"ios\" | \"platform\": \"ios\", \"platform\": \"android\" | 'platform' is given twice",
                "2025-11-18T10:30:00Z | tomorrow | 'timestamp' must be an ISO 8601 time such as 2026-01-31T09:30:00Z"
            })
    void aWrongFieldIsRefusedWithTheIndexOfItsRun(String from, String to, String problem) {
        String wrong = RUN.replace(from, to == null ? "" : to);

        assertThat(refused("{\"runs\": [%s, %s]}".formatted(RUN, wrong)).problems())
                .containsExactly("runs[1]: " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"runs\": []} | 'runs' is empty: send at least one run",
                "{} | 'runs' is missing",
                "[] | The request must be a JSON object with 'runs'",
                "{\"runs\": 3} | 'runs' must be a list of runs",
                "{\"runs\": [7]} | runs[0]: it must be an object",
                "{\"runs\": [RUN], \"threshold\": 1.5} | 'threshold' must be a number from 0 to 1",
                "{\"runs\": [RUN], \"threshold\": \"high\"} | 'threshold' must be a number from 0 to 1",
                "{\"runs\": [RUN], \"top_k\": 1} | 'top_k' is unknown: a request has runs and threshold",
                "{\"runs\": [RUN]} {} | There is something after the end of the request"
            })
    void aWrongRequestIsRefused(String request, String problem) {
        assertThat(refused(request.replace("RUN", RUN)).problems()).containsExactly(problem);
    }

    @Test
    void brokenJsonIsRefused() {
        assertThat(refused("{\"runs\": [").problems())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("The request is not JSON");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        String wrong = "{\"platform\": 1, \"scenarios_total\": -2}";

        assertThat(refused("{\"threshold\": 2, \"runs\": [%s]}".formatted(wrong))
                        .problems())
                .hasSize(4);
    }

    @Test
    void tooManyRunsAreRefusedAsSuch() {
        Refused refused = refused("{\"runs\": [%s]}".formatted(String.join(",", Collections.nCopies(10_001, RUN))));

        assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_RUNS);
    }

    @Test
    void explainsEachRunAgainstTheBatch() throws IOException {
        String other = RUN.replace("\"ios\"", "\"android\"").replace("20}", "40}");

        JsonNode answer = explain("{\"top_k\": 0, \"runs\": [%s, %s, %s]}".formatted(RUN, other, other));

        assertThat(answer.at("/explanations/0/p_fail").doubleValue()).isEqualTo(0.6);
        assertThat(answer.at("/explanations/0/contributions").toString())
                .isEqualTo("[{\"feature\":\"platform\",\"delta_p_fail\":0.3},"
                        + "{\"feature\":\"scenarios_total\",\"delta_p_fail\":-0.2},"
                        + "{\"feature\":\"hour\",\"delta_p_fail\":0.0}]");
    }

    @Test
    void aBatchOfOneIsExplainedAgainstTheTrainingRuns() throws IOException {
        JsonNode batch = explain("{\"runs\": [%s]}".formatted(RUN));
        JsonNode training = explain("{\"baseline\": \"training\", \"top_k\": 1, \"runs\": [%s]}".formatted(RUN));

        assertThat(batch.at("/explanations/0/contributions/0/delta_p_fail").doubleValue())
                .isZero();
        assertThat(training.at("/explanations/0/contributions").toString())
                .isEqualTo("[{\"feature\":\"platform\",\"delta_p_fail\":0.3}]");
    }

    private JsonNode predict(String request) throws IOException {
        return json(service.predict(request.getBytes(StandardCharsets.UTF_8)));
    }

    private JsonNode explain(String request) throws IOException {
        return json(service.explain(request.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode json(ServiceAnswer answer) throws IOException {
        assertThat(answer).isInstanceOf(Answered.class);
        return new ObjectMapper().readTree(((Answered) answer).json());
    }

    private Refused refused(String request) {
        ServiceAnswer answer = service.predict(request.getBytes(StandardCharsets.UTF_8));
        assertThat(answer).isInstanceOf(Refused.class);
        return (Refused) answer;
    }
}
