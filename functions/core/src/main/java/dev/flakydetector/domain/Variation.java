package dev.flakydetector.domain;

import java.util.Arrays;
import java.util.Optional;

/** One thing that an attempt changes on purpose. An attempt that changes nothing is a control. */
public enum Variation {
    /** The order of the tests, as finely as the framework allows. */
    ORDER("order"),
    /** The iteration order of hashed collections: Python's hash seed, NonDex for Java. */
    HASH_ORDER("hash-seed"),
    /** The time zone, {@code TZ}. */
    TIMEZONE("timezone"),
    /** The language and region, {@code LC_ALL}. */
    LOCALE("locale");

    private final String token;

    Variation(String token) {
        this.token = token;
    }

    /** The word for it on the command line and in every output. */
    public String token() {
        return token;
    }

    /** The variation of that name, or empty when there is none. */
    public static Optional<Variation> ofToken(String token) {
        return Arrays.stream(values()).filter(v -> v.token.equals(token)).findFirst();
    }
}
