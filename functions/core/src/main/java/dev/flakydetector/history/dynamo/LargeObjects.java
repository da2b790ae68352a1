package dev.flakydetector.history.dynamo;

import java.util.Optional;

/** Keeps what is too large for an item: bytes by key, written once and never changed. */
public interface LargeObjects {

    /** Stores the bytes; the same key always comes with the same bytes, so a retried call changes nothing. */
    void put(String key, byte[] bytes);

    Optional<byte[]> get(String key);
}
