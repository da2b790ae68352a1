package dev.flakydetector.handler;

import dev.flakydetector.api.Triage;
import dev.flakydetector.failure.TriageModel;
import dev.flakydetector.remote.ObjectStore;
import dev.flakydetector.remote.ObjectStore.Found;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The triage model of the bucket, read again every few minutes, since it is trained anew every day. */
final class StoredTriage implements Triage {

    static final String MODEL = "triage/model.bin";

    private static final Logger LOG = LoggerFactory.getLogger(StoredTriage.class);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final int LARGEST = 200 << 20;
    private static final String ADVICE = "put failure records under failures/ in this stack's bucket; the scheduled"
            + " training makes a model of them";

    private final ObjectStore objects;
    private final Clock clock;
    private Instant staleFrom = Instant.MIN;
    private @Nullable TriageModel model;

    StoredTriage(ObjectStore objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    @Override
    public synchronized Known known() {
        Instant now = clock.instant();
        if (model == null || now.isAfter(staleFrom)) {
            // A model that cannot be read leaves the one in use in its place.
            model = readFrom(objects).orElse(model);
            staleFrom = now.plus(FRESH);
        }
        return model == null ? new Known.Nothing(ADVICE) : new Known.Ready(model);
    }

    static Optional<TriageModel> readFrom(ObjectStore objects) {
        if (objects.get(MODEL, LARGEST) instanceof Found.Present present) {
            try {
                return Optional.of(TriageModel.read(new ByteArrayInputStream(present.bytes())));
            } catch (IOException e) {
                LOG.warn("{} in the bucket cannot be used: {}", MODEL, e.getMessage());
            }
        }
        return Optional.empty();
    }
}
