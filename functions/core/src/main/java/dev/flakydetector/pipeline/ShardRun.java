package dev.flakydetector.pipeline;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Shard;
import dev.flakydetector.domain.ShardResult;
import dev.flakydetector.json.StoredJson;
import dev.flakydetector.rerun.AttemptRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs a shard's attempts one after another, and hands back what it has when its time is up: the attempt that runs then
 * is stopped and does not count, since it may be planned again.
 */
public final class ShardRun {

    /** Leaves room for one more attempt's outcomes below {@link ShardReview#LARGEST}. */
    private static final int FULL = ShardReview.LARGEST * 2 / 3;

    private final Function<DetectionRequest, AttemptRunner> runners;
    private final Supplier<Duration> left;

    /**
     * @param runners makes the runner for a request
     * @param left how much time there still is, killing and cleaning up not counted
     */
    public ShardRun(Function<DetectionRequest, AttemptRunner> runners, Supplier<Duration> left) {
        this.runners = runners;
        this.left = left;
    }

    public ShardResult run(Shard shard, String nonce) throws InterruptedException {
        // A first attempt that needs longer than a worker ever has overruns here as it would anywhere else.
        Duration most = left.get().minusSeconds(5).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        List<CompletedAttempt> done = new ArrayList<>();
        Optional<Problem> obstacle = Optional.empty();
        if (most.compareTo(Duration.ofSeconds(1)) >= 0) {
            AttemptRunner runner = runners.apply(shard.detection().request().timeoutAtMost(most));
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                runAll(shard, runner, thread, done);
            } catch (ExecutionException e) {
                obstacle = Optional.of(Obstacle.of(e.getCause()));
            } finally {
                thread.shutdownNow();
                // Interrupted attempts kill their processes and clean up; that is bounded.
                while (!thread.awaitTermination(1, TimeUnit.MINUTES)) {}
            }
        }
        return new ShardResult(shard.detection().id(), shard.index(), nonce, done, obstacle);
    }

    private void runAll(Shard shard, AttemptRunner runner, ExecutorService thread, List<CompletedAttempt> done)
            throws InterruptedException, ExecutionException {
        long size = 0;
        for (Attempt attempt : shard.attempts()) {
            Duration time = left.get();
            if (size > FULL || time.isNegative() || time.isZero()) {
                return;
            }
            Future<CompletedAttempt> running = thread.submit(() -> runner.run(attempt));
            try {
                CompletedAttempt completed = running.get(time.toMillis(), TimeUnit.MILLISECONDS);
                done.add(completed);
                size += StoredJson.write(completed).length();
            } catch (TimeoutException e) {
                running.cancel(true);
                return;
            }
        }
    }
}
