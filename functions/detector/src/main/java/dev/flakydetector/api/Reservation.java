package dev.flakydetector.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flakydetector.history.RunHistory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * The detection that an idempotency key stands for.
 *
 * @param isOfAnotherBody whether the key first came with another body
 */
record Reservation(String detectionId, boolean isOfAnotherBody) {

    private static final String SEPARATOR = " ";

    static Reservation fresh(String detectionId) {
        return new Reservation(detectionId, false);
    }

    static Reservation of(RunHistory history, String key, JsonNode body, String newId, Instant now) {
        String digest = digest(body);
        String[] held = history.reserve("detection " + key, newId + SEPARATOR + digest, now)
                .split(SEPARATOR, 2);
        return new Reservation(held[0], !held[1].equals(digest));
    }

    /** Of the content: neither spaces nor the order of fields make another body. */
    private static String digest(JsonNode body) {
        TreeMap<String, String> fields = new TreeMap<>();
        body.fieldNames().forEachRemaining(name -> fields.put(name, String.valueOf(body.get(name))));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(fields.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
