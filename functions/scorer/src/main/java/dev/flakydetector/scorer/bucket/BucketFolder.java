package dev.flakydetector.scorer.bucket;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Part of a bucket.
 *
 * @param prefix ends with a slash; empty for the whole bucket
 */
public record BucketFolder(String bucket, String prefix) {

    private static final Pattern ADDRESS = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

    public BucketFolder {
        prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    /** Whether this is meant to be one. */
    public static boolean isAddress(String text) {
        return text.startsWith("s3://");
    }

    /** Of {@code s3://bucket/prefix}; empty when it is something else. */
    public static Optional<BucketFolder> parse(String address) {
        Matcher parts = ADDRESS.matcher(address);
        return parts.matches()
                ? Optional.of(new BucketFolder(parts.group(1), parts.group(2) == null ? "" : parts.group(2)))
                : Optional.empty();
    }

    String key(String name) {
        return prefix + name;
    }
}
