package dev.flakydetector.render;

import java.util.List;
import java.util.regex.Pattern;

/** Hides what looks like a credential in text that goes to people: test output is full of surprises. */
public final class Secrets {

    private static final String MASK = "***";

    private static final List<Pattern> SHAPES = List.of(
            Pattern.compile("gh[pousr]_[A-Za-z0-9]{20,}"),
            Pattern.compile("github_pat_[A-Za-z0-9_]{20,}"),
            Pattern.compile("glpat-[A-Za-z0-9_-]{20,}"),
            Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"),
            Pattern.compile("xox[abeoprs]-[A-Za-z0-9-]{10,}"),
            Pattern.compile("(?<=hooks\\.slack\\.com/services/)[A-Za-z0-9/]+"),
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)"),
            Pattern.compile("(?<=://)[^/@\\s:]+:[^/@\\s]+(?=@)"),
            Pattern.compile("(?i)(?<=(?:password|passwd|secret|token|api_key|apikey)[=:]\\s{0,2})[^\\s,;\"']{6,}"));

    private Secrets() {}

    public static String mask(String text) {
        String masked = text;
        for (Pattern shape : SHAPES) {
            masked = shape.matcher(masked).replaceAll(MASK);
        }
        return masked;
    }
}
