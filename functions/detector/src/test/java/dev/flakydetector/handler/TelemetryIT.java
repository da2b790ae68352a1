package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.emulator.LambdaProcess.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the deployed jars print under the real runtime interface client, at the level that prints most. */
class TelemetryIT {

    private static final List<String> SECRETS = List.of(
            "sesame-of-the-url",
            "sesame-of-the-header",
            "sesame-of-the-tests",
            "X-Amz-Signature",
            "AWS4-HMAC",
            "Basic ");
    private static final int RUNS = 12;

    @TempDir
    private static Path folder;

    private static Stack stack;
    private static String id;

    @BeforeAll
    static void detect() throws Exception {
        stack = Stack.start(
                folder,
                Map.of(
                        "POWERTOOLS_SERVICE_NAME", "flaky-detector",
                        "POWERTOOLS_LOG_LEVEL", "DEBUG",
                        "AWS_LAMBDA_LOG_LEVEL", "DEBUG",
                        "AWS_LAMBDA_LOG_FORMAT", "JSON"));
        Path project = Files.createDirectories(stack.repositories().resolve("shop"));
        Files.writeString(project.resolve("test_shop.py"), """
                import os

                def test_now_and_then():
                    print("sesame-of-the-tests")
                    seed = int(os.environ["PYTHONHASHSEED"])
                    assert seed % 2, "sesame-of-the-tests"
                """);
        SampleRepository.commit(project);
        ObjectNode request = StateMachineLoop.JSON
                .createObjectNode()
                .put("repo", stack.url("shop"))
                .put("test_command", "python3 -m pytest")
                .put("runs", RUNS)
                .put("parallelism", 2)
                .put("until", "cap")
                .put("seed", 42);
        URI status = stack.user().start(request);
        id = status.getPath().substring(status.getPath().lastIndexOf('/') + 1);
        JsonNode report = StateMachineLoop.JSON.readTree(stack.user().await(status));
        assertThat(report.path("status").asText()).as(stack.logs()).isEqualTo("DONE");
        assertThat(report.at("/tests/0/verdict").asText()).isEqualTo("FLAKY");
    }

    @AfterAll
    static void stop() throws IOException {
        if (stack != null) {
            stack.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "clone", "plan", "decide", "conclude"})
    void everyLineIsJsonThatNamesTheCallTheStepAndTheDetection(String step) throws IOException {
        LogLines log = log(step);

        assertThat(log.messages()).isNotEmpty().allSatisfy(line -> {
            assertThat(line.path("level").asText()).isIn("DEBUG", "INFO", "WARN", "ERROR");
            assertThat(line.path("timestamp").asText()).isNotEmpty();
        });
        assertThat(log.messages())
                .filteredOn(line -> line.path("detection_id").asText().equals(id))
                .filteredOn(line -> line.path("level").asText().equals("INFO"))
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.path("service").asText()).isEqualTo("flaky-detector");
                    assertThat(line.path("function_request_id").asText()).isEqualTo("request");
                    assertThat(line.path("function_name").asText()).isEqualTo("f");
                    assertThat(line.path("step").asText()).isEqualTo(step);
                    assertThat(line.path("cold_start").isBoolean()).isTrue();
                });
    }

    @Test
    void stepsOfAThreadOfItsOwnAreThoseOfTheDetectionToo() throws IOException {
        assertThat(log("clone").messages())
                .filteredOn(line -> line.path("message").asText().contains("Checking out"))
                .singleElement()
                .satisfies(
                        line -> assertThat(line.path("detection_id").asText()).isEqualTo(id));
    }

    @Test
    void theFirstCallOfAnEnvironmentAloneIsCold() throws IOException {
        LogLines plan = log("plan");

        assertThat(plan.metric("ColdStart")).hasSize(1);
        assertThat(plan.messages().stream()
                        .filter(line -> line.path("level").asText().equals("INFO"))
                        .filter(line -> line.has("step"))
                        .map(line -> line.path("cold_start").asBoolean()))
                .first()
                .isEqualTo(true);
    }

    @Test
    void metricsHaveTheShapeThatCloudWatchReads() throws IOException {
        JsonNode document = only("conclude", "DetectionsFinished");
        JsonNode directive = document.at("/_aws/CloudWatchMetrics/0");

        assertThat(document.at("/_aws/Timestamp").isIntegralNumber()).isTrue();
        assertThat(directive.path("Namespace").asText()).isEqualTo("flaky-detector");
        assertThat(directive.at("/Dimensions/0"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("Service", "FunctionName");
        assertThat(directive.path("Metrics"))
                .extracting(metric -> metric.path("Name").asText())
                .containsExactlyInAnyOrder("DetectionsFinished", "FlakyTests");
        assertThat(document.path("Service").asText()).isEqualTo("flaky-detector");
        assertThat(document.path("FunctionName").asText()).isEqualTo("f");
        assertThat(document.path("detection_id").asText()).isEqualTo(id);
        assertThat(document.path("FlakyTests").asInt()).isEqualTo(1);
    }

    @Test
    void whatADetectionCameToIsCounted() throws IOException {
        assertThat(sum("api", "DetectionsAccepted")).isEqualTo(1);
        assertThat(sum("plan", "WaveAttempts")).isEqualTo(RUNS);
        assertThat(sum("decide", "AttemptsRun")).isEqualTo(RUNS);
        assertThat(sum("decide", "AttemptsLost")).isZero();
        assertThat(log("decide").metric("DecideMillis"))
                .isNotEmpty()
                .allSatisfy(document ->
                        assertThat(document.at("/DecideMillis").asInt()).isPositive());
        assertThat(only("clone", "CloneMillis").has("CloneFailures")).isFalse();
    }

    @Test
    void aTrainingTellsWhatItReadAndWhatItCouldNotUse() throws Exception {
        String records = "{\"log\":\"OSError: door 1 is closed\"}\n".repeat(3) + "{\"log\":7}\n";
        stack.cloud().store().objects().put("failures/a.jsonl", records.getBytes(StandardCharsets.UTF_8));

        Answer answer = stack.function("triage").invoke("{}".getBytes(StandardCharsets.UTF_8));

        JsonNode trained = StateMachineLoop.JSON.readTree(answer.text());
        LogLines log = log("triage");
        assertThat(log.messages())
                .filteredOn(line -> line.path("level").asText().equals("INFO"))
                .filteredOn(line -> line.path("step").asText().equals("triage"))
                .extracting(line -> line.path("message").asText())
                .contains("%s failures, %s clusters, %s problems"
                        .formatted(trained.path("failures"), trained.path("clusters"), trained.path("problems")));
        assertThat(log.messages())
                .filteredOn(line -> line.path("level").asText().equals("WARN"))
                .hasSize(trained.path("problems").asInt())
                .anySatisfy(line ->
                        assertThat(line.path("message").asText()).contains("a.jsonl:4", "'log' must be a text"));
        assertThat(sum("triage", "FailuresRead"))
                .isEqualTo(trained.path("failures").asInt())
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void nothingSecretIsPrinted() throws Exception {
        String repository = stack.url("shop").replace("https://", "https://me:sesame-of-the-url@");
        String body =
                StateMachineLoop.JSON.createObjectNode().put("repo", repository).toString();
        int status = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(stack.api().resolve("/detections?token=sesame-of-the-url"))
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Basic sesame-of-the-header")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
        Answer refused = stack.function("clone")
                .invoke("{\"detection_id\":\"d9\",\"seed\":1,\"request\":%s}"
                        .formatted(body)
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(status).isEqualTo(422);
        assertThat(refused.kind()).isEqualTo(Answer.Kind.FAILED);
        try (Stream<Path> logs = Files.list(folder)) {
            assertThat(logs.filter(log -> log.toString().endsWith(".log")))
                    .hasSizeGreaterThan(5)
                    .allSatisfy(log -> assertThat(Files.readString(log)).doesNotContain(SECRETS));
        }
    }

    @Test
    void aCallThatBreaksOffLeavesJsonToo() throws IOException {
        byte[] event = "{\"detection_id\":\"nobody\"}".getBytes(StandardCharsets.UTF_8);

        Answer answer = stack.function("plan").invoke(event);
        // The client writes what broke after it has answered, and before it takes the next call.
        stack.function("plan").invoke(event);

        assertThat(answer.kind()).isEqualTo(Answer.Kind.FAILED);
        assertThat(log("plan").messages())
                .filteredOn(line -> line.path("message").asText().contains("nobody"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.path("level").asText()).isEqualTo("ERROR"));
    }

    private static JsonNode only(String step, String metric) throws IOException {
        List<JsonNode> documents = log(step).metric(metric);
        assertThat(documents).hasSize(1);
        return documents.get(0);
    }

    private static int sum(String step, String metric) throws IOException {
        return log(step).metric(metric).stream()
                .mapToInt(document -> document.path(metric).asInt())
                .sum();
    }

    /** All environments of a function. */
    private static LogLines log(String step) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return LogLines.of(
                    files.filter(file -> file.getFileName().toString().matches(step + "-\\d+\\.log"))
                            .sorted()
                            .toList());
        }
    }
}
