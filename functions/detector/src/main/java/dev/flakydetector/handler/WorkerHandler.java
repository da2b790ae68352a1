package dev.flakydetector.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.remote.PresignedUrls;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs strangers' code, and may do nothing else: it reads and writes by signed URLs, and its answer to the state machine is
 * ids and counts.
 */
public final class WorkerHandler implements RequestStreamHandler {

    /** For killing what runs, packing what is there and sending it. */
    private static final Duration RESERVE = Duration.ofSeconds(30);

    private final Map<String, String> environment;
    private final Path place;
    private final PresignedUrls urls;
    private final Consumer<String> claim;

    /** For Lambda. */
    public WorkerHandler() {
        this(
                System.getenv(),
                Path.of(System.getenv().getOrDefault("TMPDIR", "/tmp"), "flaky-worker"),
                new PresignedUrls(HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(20))
                        .build()),
                new OneDetection(() -> Runtime.getRuntime().halt(1)));
    }

    /**
     * For another engine.
     *
     * @param environment of this machine; test runs get the allow-listed part of it
     * @param place this worker's own folder, emptied for every call; the same for all workers of a detection, since tools
     *     may keep their absolute paths
     * @param claim hears the id of the detection before anything of it is touched
     */
    public WorkerHandler(Map<String, String> environment, Path place, PresignedUrls urls, Consumer<String> claim) {
        this.environment = Map.copyOf(environment);
        this.place = place;
        this.urls = urls;
        this.claim = claim;
    }

    /** One call at a time, as Lambda has it anyway. */
    @Override
    public synchronized void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Event event = Event.read(input);
        String id = event.detectionId();
        claim.accept(id);
        Supplier<Duration> left =
                () -> Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
        try (WorkerPlace here = WorkerPlace.open(place, id, environment)) {
            ObjectNode answer = Event.answer().put("detection_id", id);
            switch (event.text("action")) {
                case "prepare" -> new WorkerPreparation(here, urls, left).run(event, answer);
                case "rerun" -> new WorkerReruns(here, urls, left).run(event, answer);
                default ->
                    throw new IllegalArgumentException("There is no action '%s'".formatted(event.text("action")));
            }
            Event.write(answer, output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The worker was interrupted", e);
        }
    }
}
