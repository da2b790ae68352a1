package dev.flakydetector.handler;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is given up when it takes too long, so that its function can still put down what became of it. */
final class Bounded {

    private static final Logger LOG = LoggerFactory.getLogger(Bounded.class);
    private static final Duration END = Duration.ofSeconds(10);

    private Bounded() {}

    /**
     * What the work came to; empty when it took longer than the limit. It was interrupted then, and has mostly ended.
     *
     * @throws IOException when the work threw something checked, or this thread was interrupted
     */
    static <T> Optional<T> work(Duration limit, Callable<T> work) throws IOException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return Optional.of(thread.submit(work).get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            throw new IOException("The work broke off", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The work was interrupted", e);
        } finally {
            end(thread);
        }
    }

    private static void end(ExecutorService thread) {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("work that was given up does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
