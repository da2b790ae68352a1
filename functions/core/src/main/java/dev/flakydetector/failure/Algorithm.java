package dev.flakydetector.failure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How failures are compared. */
public enum Algorithm {
    /** By weighted words of the lines that tell why; the default. */
    TOKENS("tokens", 3),
    /** By the compression distance of whole logs, as published; for comparison, on some thousand failures at most. */
    NCD("ncd", 1);

    private final String token;
    private final int version;

    Algorithm(String token, int version) {
        this.token = token;
        this.version = version;
    }

    public String token() {
        return token;
    }

    /** Moves when the same failures may come out in other clusters. */
    public int version() {
        return version;
    }

    public static Optional<Algorithm> byToken(String token) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.token.equals(token))
                .findFirst();
    }

    public static List<String> tokens() {
        return Arrays.stream(values()).map(Algorithm::token).toList();
    }
}
