package dev.flakydetector.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/** A user of the HTTP API. */
final class ApiClient {

    private static final Set<String> UNDER_WAY = Set.of("ACCEPTED", "RUNNING");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;
    private final LambdaService.Calls steps;

    /** @param steps of the detections; their status is asked after each, since nothing else changes it */
    ApiClient(URI api, LambdaService.Calls steps) {
        this.api = api;
        this.steps = steps;
    }

    /** Starts a detection and follows it to its end; the report as the API gives it. */
    String detect(ObjectNode request) throws IOException, InterruptedException {
        return await(start(request));
    }

    /** The URL at which the detection's status is. */
    URI start(ObjectNode request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(api.resolve("/detections"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(request.toString()))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IOException("%d %s".formatted(answer.statusCode(), answer.body()));
        }
        return api.resolve(
                StateMachineLoop.JSON.readTree(answer.body()).path("status_url").textValue());
    }

    String await(URI status) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            long seen = steps.ended();
            String body = http.send(HttpRequest.newBuilder(status).build(), BodyHandlers.ofString())
                    .body();
            JsonNode detection = StateMachineLoop.JSON.readTree(body);
            if (!UNDER_WAY.contains(detection.path("status").asText())) {
                // The step that put the end down has its last words to write yet.
                steps.awaitQuiet();
                return body;
            }
            steps.awaitMoreThan(seen, PATIENCE);
        }
        throw new IOException("The detection did not end: " + status);
    }
}
