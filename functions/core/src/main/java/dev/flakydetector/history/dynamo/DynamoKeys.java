package dev.flakydetector.history.dynamo;

import dev.flakydetector.domain.TestId;
import dev.flakydetector.history.SortableInstant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import software.amazon.awssdk.enhanced.dynamodb.Key;

/** How the items are named. Names that come from a repository are hashed, since DynamoDB bounds the length of a key. */
final class DynamoKeys {

    static final String DETECTION = "DETECTION";

    /** Before an attempt's number. */
    static final String ATTEMPT = "ATTEMPT#";

    /** The one partition of the index over all repositories. */
    static final String EVERYTHING = "ALL";

    private static final String SEPARATOR = "#";

    private DynamoKeys() {}

    static Key detection(String detectionId) {
        return key(partition(detectionId), DETECTION);
    }

    static Key attempt(String detectionId, int number) {
        // Ten digits hold every int, so the text sorts as the numbers do.
        return key(partition(detectionId), ATTEMPT + "%010d".formatted(number));
    }

    static Key roster(String detectionId, String digest) {
        return key(partition(detectionId), "ROSTER#" + digest);
    }

    static Key sighting(String repository, TestId test, Instant startedAt, String detectionId) {
        return key(timeline(repository, test), moment(startedAt, detectionId));
    }

    static Key clusterNote(String repository, String key, Instant startedAt, String detectionId) {
        return key(clusters(repository), moment(startedAt, detectionId) + SEPARATOR + key);
    }

    /** Holds the clusters of failures that a repository's detections met. */
    static String clusters(String repository) {
        return "CLUSTERS#" + hash(repository);
    }

    static Key reservation(String key) {
        return key("RESERVATION#" + hash(key), "RESERVATION");
    }

    /** Holds a detection and all that belongs to it. */
    static String partition(String detectionId) {
        return "DETECTION#" + detectionId;
    }

    /** Holds what became of one test. */
    static String timeline(String repository, TestId test) {
        return "TEST#" + hash(repository + "\n" + test);
    }

    static String repository(String repository) {
        return hash(repository);
    }

    /** Sorts by time, and after it by id. */
    static String moment(Instant startedAt, String detectionId) {
        return SortableInstant.write(startedAt) + SEPARATOR + detectionId;
    }

    private static Key key(String partition, String sort) {
        return Key.builder().partitionValue(partition).sortValue(sort).build();
    }

    static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
