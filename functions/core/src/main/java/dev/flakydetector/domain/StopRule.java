package dev.flakydetector.domain;

import java.util.Arrays;
import java.util.Optional;

/** What a detection wants to know, and so when it has run enough. */
public enum StopRule {
    /** Is it flaky? A test is settled once it has both passed and failed, or its severity is settled. */
    VERDICT("verdict"),
    /** How flaky? A test is settled once its interval lies within one severity band. */
    SEVERITY("severity"),
    /** Run everything that was asked for. */
    CAP("cap");

    private final String token;

    StopRule(String token) {
        this.token = token;
    }

    public String token() {
        return token;
    }

    public static Optional<StopRule> ofToken(String token) {
        return Arrays.stream(values()).filter(r -> r.token.equals(token)).findFirst();
    }
}
