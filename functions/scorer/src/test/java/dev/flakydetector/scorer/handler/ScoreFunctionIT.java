package dev.flakydetector.scorer.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Forecast;
import dev.flakydetector.emulator.LambdaProcess;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.scorer.cloud.Bucket;
import dev.flakydetector.scorer.past.Detections;
import dev.flakydetector.scorer.registry.ModelFolder;
import dev.flakydetector.scorer.registry.ModelRegistry;
import dev.flakydetector.scorer.registry.SampleModels;
import dev.flakydetector.scorer.serving.PredictService;
import dev.flakydetector.scorer.serving.ServiceAnswer.Answered;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar that is deployed, under the real runtime interface client, with no more memory than the function has. */
class ScoreFunctionIT {

    private static final Path JAR = Path.of("target/flaky-scorer-function.jar");
    private static final long LARGEST = 50L << 20;
    private static final String TABLE = "outcomes";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static Bucket bucket;
    private static RunHistory history;
    private static LambdaProcess function;
    private static PredictService here;

    @BeforeAll
    static void start() throws Exception {
        bucket = Bucket.start();
        ModelRegistry registry = new ModelRegistry(bucket.files("models"));
        ModelFolder model = registry.add(SampleModels.publication(0.9));
        registry.promote(model);
        here = new PredictService(model.id(), model.load());
        Map<String, String> environment = new TreeMap<>(Map.of(
                "BUCKET_NAME", bucket.name(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "id",
                "AWS_SECRET_ACCESS_KEY", "key",
                "AWS_ENDPOINT_URL", bucket.endpoint().toString(),
                "AWS_LAMBDA_FUNCTION_NAME", "score",
                "AWS_LAMBDA_FUNCTION_VERSION", "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                "LANG", "C.UTF-8",
                "PATH", System.getenv("PATH")));
        environment.put("TABLE_NAME", TABLE);
        environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
        history = bucket.history(TABLE);
        function = new LambdaProcess(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        JAR + ":" + jarOf(AWSLambda.class) + ":" + jarOf(PojoSerializer.class),
                        AWSLambda.class.getName(),
                        "dev.flakydetector.scorer.handler.ScoreHandler::handleRequest"),
                environment,
                folder.resolve("log"));
    }

    private static Path jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @AfterAll
    static void stop() {
        if (function != null) {
            function.close();
        }
        if (bucket != null) {
            bucket.close();
        }
    }

    @Test
    void theJarIsSmallAndTrainsNothing() throws IOException {
        assertThat(JAR).isRegularFile();
        assertThat(Files.size(JAR)).isLessThan(LARGEST);
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.startsWith("org/tribuo")
                            || name.startsWith("ml/dmlc")
                            || name.startsWith("org/knowm")
                            || name.startsWith("org/eclipse/jgit")
                            || name.startsWith("org/sqlite"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void saysWhatTheModelSays(int runs) throws IOException {
        String body = runs(runs);

        assertThat(call("predict", body).path("answer")).isEqualTo(JSON.readTree(predicted(body)));
        assertThat(call("explain", body).at("/answer/explanations")).hasSize(runs);
    }

    @Test
    void takesTheLargestBatchAndNoLarger() throws IOException {
        assertThat(call("predict", runs(10_000)).at("/answer/predictions")).hasSize(10_000);
        assertThat(call("predict", runs(10_001)).path("too_much").asText()).contains("10000");
    }

    @Test
    void refusesWhatIsWrongRunByRun() throws IOException {
        JsonNode answer = call("predict", "{\"runs\": [{\"platform\": \"ios\", \"scenarios_total\": -1}]}");

        assertThat(answer.path("refused"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.asText()).contains("0", "scenarios_total"));
        assertThat(call("predict", "no JSON").path("refused")).isNotEmpty();
    }

    @Test
    void tellsItsModelAndItsSchema() throws IOException {
        assertThat(call("model", "").at("/answer/model_id").asText()).isEqualTo(here.modelId());
        assertThat(call("schema", "").path("answer")).isEqualTo(JSON.readTree(here.schema()));
    }

    @Test
    void putsIntoADetectionWhatItsTestsWillDo() throws IOException {
        Detection judged = Detections.store(history, 1);

        JsonNode first = JSON.readTree(answer("{\"detection_id\":\"d1\"}"));
        Forecast forecast = history.find("d1").orElseThrow().insight().forecast();
        JsonNode again = JSON.readTree(answer("{\"detection_id\":\"d1\"}"));

        assertThat(forecast.absence().orElseThrow()).contains(here.modelId(), "trained on other data");
        assertThat(first).isEqualTo(again);
        assertThat(first.path("unavailable").asText())
                .isEqualTo(forecast.absence().orElseThrow());
        assertThat(history.find("d1").orElseThrow().tests()).isEqualTo(judged.tests());
        assertThatThrownBy(() -> answer("{\"detection_id\":\"d2\"}")).hasMessageContaining("There is no detection d2");
    }

    @Test
    void anActionThatIsNoneBreaksTheCallAlone() throws IOException {
        assertThatThrownBy(() -> call("guess", "")).hasMessageContaining("There is no action 'guess'");
        assertThat(call("model", "").has("answer")).isTrue();
    }

    @Test
    void eachLineIsJsonAndPredictionsAreCounted() throws IOException {
        call("predict", runs(7));
        call("model", "");

        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("log"))) {
            lines.add(JSON.readTree(line));
        }
        assertThat(lines)
                .filteredOn(line -> line.path("Predictions").asInt() == 7)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(
                                line.at("/_aws/CloudWatchMetrics/0/Namespace").asText())
                        .isEqualTo("flaky-detector"));
        assertThat(lines)
                .filteredOn(line -> line.path("message").asText().equals("7 runs were predicted"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.path("step").asText()).isEqualTo("score"));
    }

    private static String predicted(String body) {
        return ((Answered) here.predict(body.getBytes(StandardCharsets.UTF_8))).json();
    }

    static String runs(int count) {
        ObjectNode body = JSON.createObjectNode();
        for (int i = 0; i < count; i++) {
            body.withArray("runs")
                    .addObject()
                    .put("platform", i % 3 == 0 ? "ios" : "android")
                    .put("scenarios_total", i % 20);
        }
        return body.toString();
    }

    private static byte[] answer(String event) throws IOException {
        return function.answer(event.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode call(String action, String body) throws IOException {
        return JSON.readTree(answer(
                JSON.createObjectNode().put("action", action).put("body", body).toString()));
    }
}
