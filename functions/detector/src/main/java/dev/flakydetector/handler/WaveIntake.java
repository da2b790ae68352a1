package dev.flakydetector.handler;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.pipeline.ShardReview;
import dev.flakydetector.pipeline.ShardReview.Reviewed;
import dev.flakydetector.pipeline.WavePlan;
import dev.flakydetector.pipeline.WavePlan.PlannedShard;
import dev.flakydetector.pipeline.WaveReview;
import dev.flakydetector.remote.ObjectStore.Found;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Stores what the workers of a wave left. Nearly all of that is waiting for the bucket and the table, so it is done many at
 * a time; few results are held at once, since one may be large.
 */
final class WaveIntake {

    private static final int RESULTS_AT_ONCE = 4;
    private static final int WRITES_AT_ONCE = 16;

    private final DetectionStore store;
    private final Detection detection;
    private final DetectionObjects objects;

    WaveIntake(DetectionStore store, Detection detection, DetectionObjects objects) {
        this.store = store;
        this.detection = detection;
        this.objects = objects;
    }

    /** The attempts first: a review that is kept says that they are stored. */
    WaveReview takeIn(WavePlan plan) throws InterruptedException {
        ShardReview review = new ShardReview(detection);
        ExecutorService readers = Executors.newFixedThreadPool(RESULTS_AT_ONCE);
        ExecutorService writers = Executors.newFixedThreadPool(WRITES_AT_ONCE);
        try {
            List<WaveReview> reviews = all(
                    readers,
                    plan.shards().stream()
                            .<Callable<WaveReview>>map(shard -> () -> {
                                Reviewed reviewed = read(shard, plan.number(), review);
                                all(
                                        writers,
                                        reviewed.attempts().stream()
                                                .map(this::write)
                                                .toList());
                                return reviewed.review();
                            })
                            .toList());
            WaveReview whole = WaveReview.of(reviews);
            objects.keep(plan.number(), whole);
            return whole;
        } finally {
            readers.shutdownNow();
            writers.shutdownNow();
        }
    }

    private Callable<Boolean> write(CompletedAttempt attempt) {
        return () -> {
            store.history().add(detection.id(), attempt);
            return true;
        };
    }

    private Reviewed read(PlannedShard shard, int wave, ShardReview review) {
        Found found = store.objects().get(objects.result(wave, shard.index()), ShardReview.LARGEST);
        if (found instanceof Found.Present present) {
            return review.read(shard, new String(present.bytes(), StandardCharsets.UTF_8));
        }
        return found instanceof Found.Missing ? review.missing(shard) : review.tooLarge(shard);
    }

    /** What each came to, in their order; the first that failed ends it. */
    private static <T> List<T> all(ExecutorService threads, List<Callable<T>> tasks) throws InterruptedException {
        List<Future<T>> running = tasks.stream().map(threads::submit).toList();
        List<T> results = new ArrayList<>();
        try {
            for (Future<T> each : running) {
                results.add(each.get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CancellationException("A wave could not be taken in: " + e.getCause());
        }
        return results;
    }
}
