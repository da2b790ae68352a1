package dev.flakydetector.scorer.registry;

import dev.flakydetector.scorer.serving.PredictService;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model in production, taken up by later requests when another is promoted. Whoever finds that it changed loads the
 * new one, while the others go on with the old one; one that cannot be loaded changes nothing. Threads share one.
 */
public final class LiveModel {

    private static final Logger LOG = LoggerFactory.getLogger(LiveModel.class);

    private final ModelRegistry registry;
    private final Duration every;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();

    private volatile @Nullable PredictService service;
    private volatile Instant next = Instant.MIN;

    /** @param every how often at most the registry is asked */
    public LiveModel(ModelRegistry registry, Duration every, Clock clock) {
        this.registry = registry;
        this.every = every;
        this.clock = clock;
    }

    /** What answers a request that comes now; empty when no model was ever promoted. */
    public Optional<PredictService> current() {
        if (!clock.instant().isBefore(next)) {
            look();
        }
        return Optional.ofNullable(service);
    }

    private void look() {
        if (service == null) {
            looking.lock();
        } else if (!looking.tryLock()) {
            return;
        }
        try {
            if (clock.instant().isBefore(next)) {
                return;
            }
            Optional<ModelFolder> promoted = registry.production();
            if (promoted.isPresent()) {
                take(promoted.orElseThrow());
            }
            next = clock.instant().plus(every);
        } catch (IOException | UnreadableModel e) {
            next = clock.instant().plus(every);
            LOG.warn("the model in production cannot be loaded: {}", e.getMessage());
        } finally {
            looking.unlock();
        }
    }

    private void take(ModelFolder promoted) throws IOException {
        PredictService old = service;
        if (old == null || !old.modelId().equals(promoted.id())) {
            service = new PredictService(promoted.id(), promoted.load());
            LOG.info("model {} answers from now on", promoted.id());
        }
    }
}
