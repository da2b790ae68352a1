package dev.flakydetector.handler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.checkout.CloneGuard;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One detection of a tiny project, to be disturbed on its way. */
final class Trial {

    static final int RUNS = 12;

    /** Passes and fails by its seed. */
    static final String SCRIPT = "exit $((TEST_SEED % 2))\n";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Cloud cloud;
    private final Path folder;
    private final String id = "d" + UUID.randomUUID();
    private final String repository;
    private final StateMachineLoop machine;

    private Trial(Cloud cloud, Path folder, DetectionStore store, CloneGuard guard) throws IOException {
        this.cloud = cloud;
        this.folder = folder;
        this.repository = repository();
        this.machine = new StateMachineLoop(store, guard, folder, System.getenv());
    }

    static Trial in(Cloud cloud, Path folder) throws IOException {
        return new Trial(cloud, folder, cloud.store(), CloneGuard.ANYTHING);
    }

    static Trial guarded(Cloud cloud, Path folder, CloneGuard guard) throws IOException {
        return new Trial(cloud, folder, cloud.store(), guard);
    }

    /** @param dynamo where the table answers */
    static Trial withTable(Cloud cloud, Path folder, URI dynamo) throws IOException {
        return new Trial(cloud, folder, cloud.store(dynamo), CloneGuard.ANYTHING);
    }

    /** @param s3 where the bucket answers */
    static Trial withBucket(Cloud cloud, Path folder, URI s3) throws IOException {
        return new Trial(cloud, folder, cloud.storeWithBucket(s3), CloneGuard.ANYTHING);
    }

    private String repository() throws IOException {
        Path project = Files.createDirectory(folder.resolve("repository"));
        Files.writeString(project.resolve("check.sh"), SCRIPT);
        return SampleRepository.commit(project);
    }

    ObjectNode request() {
        return StateMachineLoop.JSON
                .createObjectNode()
                .put("repo", repository)
                .put("test_command", "sh check.sh")
                .put("framework", "command")
                .put("runs", RUNS)
                .put("parallelism", 5)
                .put("until", "cap");
    }

    String id() {
        return id;
    }

    StateMachineLoop machine() {
        return machine;
    }

    void run() throws IOException {
        machine.run(id, request());
    }

    Detection detection() {
        return cloud.store().detection(id);
    }

    List<String> messages() {
        return detection().problems().stream().map(Problem::message).toList();
    }

    List<Integer> numbers() {
        List<CompletedAttempt> attempts = new ArrayList<>();
        cloud.store().history().forEachAttempt(id, attempts::add);
        return attempts.stream().map(attempt -> attempt.attempt().number()).toList();
    }

    /** What the worker left for this event. */
    String result(ObjectNode event) {
        String key = URI.create(event.path("result_url").textValue())
                .getPath()
                .substring(cloud.bucket().length() + 2);
        return new String(
                cloud.s3()
                        .getObjectAsBytes(get -> get.bucket(cloud.bucket()).key(key))
                        .asByteArray(),
                StandardCharsets.UTF_8);
    }

    /** Leaves this in the worker's stead. */
    static void put(ObjectNode event, String body) throws IOException {
        try {
            HTTP.send(
                    HttpRequest.newBuilder(URI.create(event.path("result_url").textValue()))
                            .PUT(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
