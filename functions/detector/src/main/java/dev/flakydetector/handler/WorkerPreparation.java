package dev.flakydetector.handler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.json.StoredJson;
import dev.flakydetector.pipeline.Fetching.Fetched;
import dev.flakydetector.pipeline.PreparedFacts;
import dev.flakydetector.pipeline.ProjectSetup;
import dev.flakydetector.remote.PresignedUrls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A worker's call that makes the project ready for all attempts. */
final class WorkerPreparation {

    private final WorkerPlace place;
    private final PresignedUrls urls;
    private final Supplier<Duration> left;

    WorkerPreparation(WorkerPlace place, PresignedUrls urls, Supplier<Duration> left) {
        this.place = place;
        this.urls = urls;
        this.left = left;
    }

    void run(Event event, ObjectNode answer) throws IOException, InterruptedException {
        place.unpack(urls, event.url("snapshot_url"));
        Detection detection = StoredJson.detection(Files.readString(place.root().resolve(WorkerFolder.DETECTION)));
        if (!detection.id().equals(event.detectionId())) {
            throw new IllegalArgumentException("The snapshot is of detection " + detection.id());
        }
        PreparedFacts facts = prepareInTime(detection);
        if (facts.isRunnable()) {
            urls.upload(event.url("prepared_url"), place.packPrepared());
        }
        urls.upload(event.url("prepare_result_url"), new String(LedgerJson.write(facts), StandardCharsets.UTF_8));
        answer.put("prepared", facts.isRunnable());
    }

    private PreparedFacts prepareInTime(Detection detection) throws InterruptedException {
        ProjectSetup setup = place.setup(detection.id());
        // Checkout problems stand in the detection already.
        Fetched fetched = new Fetched(
                detection.request(),
                Files.exists(place.root().resolve(WorkerFolder.VARIATIONS_NAMED)),
                detection.revision().orElseThrow(() -> new IllegalArgumentException("The snapshot has no revision")),
                List.of());
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<PreparedFacts> preparing = thread.submit(() -> PreparedFacts.of(setup.makeReady(fetched)));
            return preparing.get(Math.max(0, left.get().toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return PreparedFacts.failed(
                    List.of("Making the project ready took longer than a worker has: set auto_install_dependencies:"
                            + " false, or give the worker more memory, which makes it faster"));
        } catch (ExecutionException e) {
            throw new IllegalStateException("Making the project ready broke off", e.getCause());
        } finally {
            thread.shutdownNow();
            while (!thread.awaitTermination(1, TimeUnit.MINUTES)) {}
        }
    }
}
