package dev.flakydetector.scorer.tracking.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.flakydetector.scorer.tracking.TrackedRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every call that is made of MLflow's client, against the answers that MLflow's REST API documents. */
class ServerTrackingTest {

    private static final String API = "/api/2.0/mlflow/";
    private static final String RUN = """
            {"run": {"info": {"run_id": "r1", "run_uuid": "r1", "experiment_id": "7", "status": "RUNNING",
             "start_time": "1", "artifact_uri": "mlflow-artifacts:/7/r1/artifacts", "lifecycle_stage": "active"},
             "data": {}}}""";
    private static final TrackedRun TRAINING = new TrackedRun(
            "flaky-detector",
            "m1",
            Instant.ofEpochMilli(1_000),
            Instant.ofEpochMilli(61_000),
            Map.of("eta", "0.1"),
            Map.of("log_loss", 0.25),
            Map.of("model_id", "m1"),
            Map.of());

    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, Integer> statuses = new HashMap<>();
    private final List<String> credentials = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final Map<String, JsonNode> bodies = new HashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        answers.put("experiments/get-by-name", """
                {"experiment": {"experiment_id": "7", "name": "flaky-detector",
                 "artifact_location": "mlflow-artifacts:/7", "lifecycle_stage": "active"}}""");
        answers.put("experiments/create", "{\"experiment_id\": \"8\"}");
        answers.put("runs/create", RUN);
        answers.put("runs/log-batch", "{}");
        answers.put(
                "runs/update",
                "{\"run_info\": {\"run_id\": \"r1\", \"status\": \"FINISHED\", \"end_time\": \"61000\"}}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestURI().getPath().substring(API.length());
        asked.add(call);
        credentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (body.length > 0) {
            bodies.put(call, new ObjectMapper().readTree(body));
        }
        byte[] answer = answers.getOrDefault(call, "{}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(statuses.getOrDefault(call, 200), answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Test
    void putsATrainingOnRecord() throws IOException {
        String place = new ServerTracking(address(), "").record(TRAINING);

        assertThat(place).isEqualTo(address() + "/#/experiments/7/runs/r1");
        assertThat(asked).containsExactly("experiments/get-by-name", "runs/create", "runs/log-batch", "runs/update");
        assertThat(bodies.get("runs/create").path("experiment_id").asText()).isEqualTo("7");
        JsonNode batch = bodies.get("runs/log-batch");
        assertThat(batch.path("run_id").asText()).isEqualTo("r1");
        assertThat(batch.at("/params/0/key").asText()).isEqualTo("eta");
        assertThat(batch.at("/metrics/0/value").asDouble()).isEqualTo(0.25);
        assertThat(batch.at("/metrics/0/timestamp").asLong()).isEqualTo(61_000);
        assertThat(batch.at("/tags/0/value").asText()).isEqualTo("m1");
        assertThat(bodies.get("runs/update").path("status").asText()).isEqualTo("FINISHED");
        assertThat(bodies.get("runs/update").path("end_time").asLong()).isEqualTo(61_000);
    }

    @Test
    void showsItsToken() throws IOException {
        new ServerTracking(address(), "open").record(TRAINING);

        assertThat(credentials).containsOnly("Bearer open");
    }

    @Test
    void makesTheExperimentThatIsMissing() throws IOException {
        statuses.put("experiments/get-by-name", 404);
        answers.put("experiments/get-by-name", """
                {"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "Could not find experiment"}""");

        new ServerTracking(address(), "").record(TRAINING);

        assertThat(asked).contains("experiments/create");
        assertThat(bodies.get("runs/create").path("experiment_id").asText()).isEqualTo("8");
    }

    @Test
    void tellsWhatTheServerSaysAndNoPassword() {
        statuses.put("runs/create", 403);
        answers.put("runs/create", "{\"error_code\": \"PERMISSION_DENIED\", \"message\": \"Permission denied\"}");
        URI withPassword = URI.create(address().toString().replace("http://", "http://user:sesame@"));

        assertThatThrownBy(() -> new ServerTracking(withPassword, "").record(TRAINING))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("MLflow at " + address())
                .hasMessageContaining("Permission denied")
                .hasMessageNotContaining("sesame");
        assertThat(credentials).allMatch(header -> header.startsWith("Basic "));
    }
}
