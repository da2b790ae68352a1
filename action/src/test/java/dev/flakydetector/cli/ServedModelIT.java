package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.Forecast;
import dev.flakydetector.domain.PFail;
import dev.flakydetector.history.DetectionQuery;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.history.sqlite.SqliteRunHistory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From detections to models of their outcomes, and to forecasts over HTTP: the built program alone, on one machine. */
class ServedModelIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_OLD_ANSWERS = 100_000;
    private static final int CALLERS = 4;

    @TempDir
    private static Path folder;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final List<String> MODELS = new ArrayList<>();
    private static FlakyProcess server;
    private static URI address;

    @BeforeAll
    static void learnAndServe() throws Exception {
        Path project = Files.createDirectory(folder.resolve("shop"));
        Files.createDirectory(folder.resolve("tmp"));
        Files.writeString(project.resolve("run"), "test $((TEST_SEED % 3)) -ne 0\n");
        for (int seed = 1; seed <= 6; seed++) {
            detect(seed);
            if (seed >= 5) {
                String printed = flaky("train", "--from-history", project.toString(), "--db", db());
                Path model = Path.of(
                        printed.strip().lines().reduce((first, last) -> last).orElseThrow());
                assertThat(model.getParent()).isEqualTo(folder.resolve("db/models"));
                MODELS.add(model.getFileName().toString());
            }
        }
        assertThat(MODELS).doesNotHaveDuplicates();
        promote(MODELS.get(0));
        server = FlakyProcess.start(folder.resolve("tmp"), Map.of(), "serve", "--port", "0", "--db", db());
        address = URI.create(server.firstLine());
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.kill();
        }
    }

    private static String db() {
        return folder.resolve("db").toString();
    }

    private static void detect(int seed) throws Exception {
        // A process each, since those within this JVM draw the same ids.
        FlakyRun run = FlakyProcess.start(
                        folder.resolve("tmp"),
                        Map.of(),
                        "detect",
                        folder.resolve("shop").toString(),
                        "--framework",
                        "command",
                        "--test-command",
                        "sh run",
                        "--runs",
                        "20",
                        "--until",
                        "cap",
                        "--seed",
                        Integer.toString(seed),
                        "--db",
                        db())
                .end();
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private static String flaky(String... arguments) {
        FlakyRun run = FlakyRun.of(folder.resolve("tmp"), arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    private static void promote(String model) {
        flaky("models", "promote", "--force", "--in", db() + "/models", model);
    }

    @Test
    void everyDetectionSaysWhatItsTestsWillDo() throws Exception {
        assertThat(forecastOfTheLatest().byTest()).isEmpty();
        assertThat(forecastOfTheLatest().absence().orElseThrow()).contains("There is no model yet", "--from-history");

        detect(9);

        PFail pFail = forecastOfTheLatest().byTest().values().iterator().next();
        assertThat(pFail.model()).isIn(MODELS);
        assertThat(pFail.probability()).isBetween(0.01, 0.99);
    }

    private static Forecast forecastOfTheLatest() {
        try (RunHistory history = SqliteRunHistory.open(folder.resolve("db"))) {
            String id = history.recent(DetectionQuery.newest(1)).get(0).detectionId();
            return history.find(id).orElseThrow().insight().forecast();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void servesWhatPredictPrints(int points) throws Exception {
        Path file = Files.writeString(folder.resolve(points + ".json"), runs(points));

        HttpResponse<String> served = post("/predict", runs(points));
        String model = JSON.readTree(served.body()).path("model_id").textValue();
        String printed = flaky("predict", "--model", db() + "/models/" + model, file.toString());

        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(served.body())).isEqualTo(JSON.readTree(printed));
        assertThat(JSON.readTree(served.body()).path("predictions")).hasSize(points);
        assertThat(JSON.readTree(post("/explain", runs(points)).body()).path("explanations"))
                .hasSize(points);
    }

    @Test
    void refusesWhatIsWrong() throws Exception {
        assertThat(post("/predict", "{\"runs\":[]}").statusCode()).isEqualTo(400);
        assertThat(post("/predict", "no JSON").statusCode()).isEqualTo(400);
        HttpResponse<String> wrong = post("/explain", "{\"runs\":[{\"variation\":7}]}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("runs[0]", "variation");
        assertThat(post("/predict", runs(10_001)).statusCode()).isEqualTo(413);
    }

    @Test
    void noRequestIsDroppedWhileModelsArePromoted() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Map<String, JsonNode> answers = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<Integer>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(threads.submit(() -> {
                    int asked = 0;
                    do {
                        HttpResponse<String> answer = post("/predict", runs(10));
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                        JsonNode body = JSON.readTree(answer.body());
                        JsonNode before =
                                answers.putIfAbsent(body.path("model_id").textValue(), body);
                        // One model answers the whole of a request.
                        assertThat(before == null ? body : before).isEqualTo(body);
                        asked++;
                    } while (!done.get());
                    return asked;
                }));
            }
            for (int i = 1; i <= 6; i++) {
                promote(MODELS.get(i % 2));
                takesUp(MODELS.get(i % 2));
            }
            done.set(true);
            for (Future<Integer> caller : callers) {
                assertThat(caller.get()).isPositive();
            }
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }

    /** While a caller's request loads the new model, others are still answered by the old one; once it is there, none is. */
    private static void takesUp(String model) throws Exception {
        int asked = 0;
        while (!modelOf(post("/predict", runs(1))).equals(model)) {
            asked++;
            assertThat(asked).as("answers of the old model").isLessThan(MOST_OLD_ANSWERS);
        }
        assertThat(modelOf(post("/predict", runs(1)))).isEqualTo(model);
    }

    private static String modelOf(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body()).path("model_id").textValue();
    }

    private static String runs(int points) {
        ObjectNode body = JSON.createObjectNode();
        for (int i = 0; i < points; i++) {
            body.withArray("runs")
                    .addObject()
                    .put("variation", i % 2 == 0 ? "none" : "order")
                    .put("test_rate_all", i % 10 / 10.0);
        }
        return body.toString();
    }

    private static HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
