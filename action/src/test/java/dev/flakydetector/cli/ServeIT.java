package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code flaky serve} as a process, called over HTTP. */
class ServeIT {

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private FlakyProcess server;
    private URI address;
    private Path repository;

    @BeforeEach
    void start() throws Exception {
        repository = Files.createDirectory(folder.resolve("shop"));
        Files.createDirectory(folder.resolve("tmp"));
        // Fails by its seed; the fourth attempt of a slow one waits until somebody opens the gate.
        Files.writeString(repository.resolve("run"), "test $((TEST_SEED % 3)) -ne 0\n");
        Files.writeString(
                repository.resolve("wait"),
                "test $ATTEMPT -ne 3 || { echo > %1$s/reached; read go < %1$s/gate; }\n".formatted(folder));
        git("init", "-q");
        git("add", ".");
        git("-c", "user.name=Shop", "-c", "user.email=shop@example.com", "commit", "-qm", "All");
        for (String pipe : new String[] {"reached", "gate"}) {
            run(folder, "mkfifo", pipe);
        }
        server = FlakyProcess.start(
                folder.resolve("tmp"),
                Map.of(),
                "serve",
                "--port",
                "0",
                "--db",
                folder.resolve("db").toString());
        address = URI.create(server.firstLine());
    }

    private void git(String... arguments) throws Exception {
        run(repository, Stream.concat(Stream.of("git"), Stream.of(arguments)).toArray(String[]::new));
    }

    private static void run(Path folder, String... command) throws Exception {
        assertThat(new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    @AfterEach
    void stop() throws Exception {
        server.kill();
    }

    @Test
    void aDetectionOverHttpEqualsOneOnTheCommandLine() throws Exception {
        JsonNode accepted = post("/detections", body("sh run", 12));
        JsonNode finished = finished(accepted);
        Path result = folder.resolve("result.json");
        FlakyRun.of(
                folder.resolve("tmp"),
                "detect",
                "file://" + repository,
                "--framework",
                "command",
                "--test-command",
                "sh run",
                "--runs",
                "12",
                "--seed",
                "42",
                "--until",
                "cap",
                "--db",
                folder.resolve("another").toString(),
                "--format",
                "json",
                "--output",
                result.toString());

        assertThat(finished.path("status").asText()).isEqualTo("DONE");
        assertThat(ScriptProject.withoutTimes(finished))
                .isEqualTo(ScriptProject.withoutTimes(new ObjectMapper().readTree(result.toFile())));
        assertThat(get("/detections/" + finished.path("detection_id").asText() + "/attempts?from=10")
                        .path("results"))
                .hasSize(2);
        assertThat(get("/tests").path("tests").path(0).path("failures").asInt())
                .isEqualTo(finished.path("failures").asInt());
    }

    @Test
    void aCancelledDetectionKeepsWhatItMeasured() throws Exception {
        JsonNode accepted = post("/detections", body("sh wait", 12));
        Files.readString(folder.resolve("reached"));

        post(accepted.path("status_url").asText() + "/cancel", "");
        JsonNode cancelled = finished(accepted);

        assertThat(cancelled.path("status").asText()).isEqualTo("CANCELLED");
        assertThat(cancelled.path("total_runs").asInt()).isEqualTo(3);
    }

    @Test
    void aDetectionThatCannotStartSaysWhy() throws Exception {
        JsonNode failed = finished(post("/detections", "{\"repo\":\"file://%s/nowhere\"}".formatted(folder)));

        assertThat(failed.path("status").asText()).isEqualTo("FAILED");
        assertThat(failed.path("problems").path(0).path("message").asText()).contains("nowhere");
    }

    @Test
    void placesFailuresAsSoonAsThereIsATriageModel() throws Exception {
        String failure = "{\"log\":\"OSError: door 9 is closed\"}";
        HttpResponse<String> none = send("/triage", failure);
        Path records = folder.resolve("failures.jsonl");
        Files.writeString(records, "{\"log\":\"OSError: door 1 is closed\",\"merged\":true}\n".repeat(3));

        FlakyRun trained = FlakyRun.of(
                folder.resolve("tmp"),
                "triage",
                "train",
                records.toString(),
                "--out",
                folder.resolve("db/triage").toString());

        assertThat(trained.exitCode()).isZero();
        assertThat(send("/triage", "{\"log\":\"%s\"}".formatted("x".repeat(50_000_000)))
                        .statusCode())
                .isEqualTo(413);
        assertThat(none.statusCode()).isEqualTo(503);
        assertThat(none.body()).contains("flaky triage train");
        JsonNode placed = new ObjectMapper().readTree(send("/triage", failure).body());
        assertThat(placed.path("decision").asText()).isEqualTo("flake-likely");
        assertThat(placed.path("evidence").path("size").asInt()).isEqualTo(3);
    }

    @Test
    void answersNobodyWhoCallsItByAnotherName() throws Exception {
        // The client of the JDK does not let a Host header be set, so by hand.
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 421");
        }
    }

    private String body(String command, int runs) {
        return "{\"repo\":\"file://%s\",\"test_command\":\"%s\",\"framework\":\"command\",\"runs\":%d,\"parallelism\":1,\"seed\":42,\"until\":\"cap\"}"
                .formatted(repository, command, runs);
    }

    /** Asks until it has ended. */
    private JsonNode finished(JsonNode accepted) throws Exception {
        while (true) {
            JsonNode now = get(accepted.path("status_url").asText());
            String status = now.path("status").asText();
            if (!status.equals("ACCEPTED") && !status.equals("RUNNING")) {
                return now;
            }
        }
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return new ObjectMapper().readTree(answer.body());
    }

    private HttpResponse<String> send(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }
}
