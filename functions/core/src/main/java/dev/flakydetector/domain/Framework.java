package dev.flakydetector.domain;

import java.util.Arrays;
import java.util.Optional;

/** The test tools that we know how to seed, shuffle and read; {@link #COMMAND} is anything else. */
public enum Framework {
    PYTEST("pytest"),
    UNITTEST("unittest"),
    JEST("jest"),
    VITEST("vitest"),
    MOCHA("mocha"),
    NODE_TEST("node-test"),
    GO("go"),
    MAVEN("maven"),
    GRADLE("gradle"),
    /** Judged by its exit code alone. */
    COMMAND("command");

    private final String token;

    Framework(String token) {
        this.token = token;
    }

    public String token() {
        return token;
    }

    public static Optional<Framework> ofToken(String token) {
        return Arrays.stream(values()).filter(f -> f.token.equals(token)).findFirst();
    }
}
