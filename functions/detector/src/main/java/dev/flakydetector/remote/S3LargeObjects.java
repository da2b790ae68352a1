package dev.flakydetector.remote;

import dev.flakydetector.history.dynamo.LargeObjects;
import java.util.Optional;

/** What bursts an item of the table, as objects beside the detection's others. */
public final class S3LargeObjects implements LargeObjects {

    private final ObjectStore store;

    public S3LargeObjects(ObjectStore store) {
        this.store = store;
    }

    @Override
    public void put(String key, byte[] bytes) {
        store.put(key, bytes);
    }

    @Override
    public Optional<byte[]> get(String key) {
        return store.get(key, Integer.MAX_VALUE) instanceof ObjectStore.Found.Present present
                ? Optional.of(present.bytes())
                : Optional.empty();
    }
}
