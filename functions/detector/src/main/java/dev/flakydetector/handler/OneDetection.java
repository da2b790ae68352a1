package dev.flakydetector.handler;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a worker for the detection it first ran. What that detection's code left behind must not meet another's, so the
 * process ends instead, and the call is tried again in a fresh environment.
 */
final class OneDetection implements Consumer<String> {

    private static final Logger LOG = LoggerFactory.getLogger(OneDetection.class);

    private final Runnable end;
    private @Nullable String first;

    OneDetection(Runnable end) {
        this.end = end;
    }

    @Override
    public synchronized void accept(String detectionId) {
        if (first == null) {
            first = detectionId;
        }
        if (!first.equals(detectionId)) {
            LOG.warn("this environment has run detection {}; it ends, so that {} gets a fresh one", first, detectionId);
            end.run();
        }
    }
}
