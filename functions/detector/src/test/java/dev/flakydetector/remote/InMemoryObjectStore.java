package dev.flakydetector.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Objects of one process; its URLs are as long as those that S3 signs with a session's token, and lead nowhere. */
public final class InMemoryObjectStore implements ObjectStore {

    private static final String SIGNATURE = "?X-Amz-Security-Token=" + "t".repeat(1_800);

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

    @Override
    public void put(String key, byte[] bytes) {
        objects.put(key, bytes);
    }

    @Override
    public void put(String key, Path file) {
        try {
            objects.put(key, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] putOnce(String key, byte[] bytes) {
        byte[] there = objects.putIfAbsent(key, bytes);
        return there == null ? bytes : there;
    }

    @Override
    public Found get(String key, int most) {
        byte[] bytes = objects.get(key);
        if (bytes == null) {
            return new Found.Missing();
        }
        return bytes.length > most ? new Found.TooLarge(bytes.length) : new Found.Present(bytes);
    }

    @Override
    public List<Listed> list(String prefix, int most) {
        throw new UnsupportedOperationException("nobody lists these");
    }

    /** Ends those whose keys contain this. */
    public void forget(String part) {
        objects.keySet().removeIf(key -> key.contains(part));
    }

    @Override
    public void fetch(String key, Path file) {
        throw new UnsupportedOperationException("nobody copies these");
    }

    @Override
    public long bytesBelow(String prefix) {
        return objects.entrySet().stream()
                .filter(object -> object.getKey().startsWith(prefix))
                .mapToLong(object -> object.getValue().length)
                .sum();
    }

    @Override
    public URI readableUrl(String key) {
        return URI.create("https://bucket.s3.us-east-1.amazonaws.com/" + key + SIGNATURE);
    }

    @Override
    public URI writableUrl(String key) {
        return readableUrl(key);
    }

    @Override
    public String bucket() {
        return "bucket";
    }
}
