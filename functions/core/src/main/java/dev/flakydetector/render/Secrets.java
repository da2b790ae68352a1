package dev.flakydetector.render;

import dev.flakydetector.domain.MaskedWords;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text before anybody sees it: tokens of GitHub, GitLab, AWS and Slack, passwords in URLs and
 * assignments, authorization headers, private keys, words that the text itself asks to be masked, and whatever else looks
 * like a random token. A secret that looks like none of these passes.
 */
public final class Secrets {

    static final String MASK = MaskedWords.MASK;

    /** The pattern runs only where the text contains one of its hints, since most text is large and holds no secret. */
    private record Shape(List<String> hints, Pattern pattern, String replacement) {

        String mask(String text) {
            boolean suspicious = hints.stream().anyMatch(text::contains);
            return suspicious ? pattern.matcher(text).replaceAll(replacement) : text;
        }
    }

    private static final String ASSIGNED = "[\"']?\\s{0,3}[=:]\\s{0,3}[\"']?)";

    private static final List<Shape> SHAPES = List.of(
            shape("github_pat_[A-Za-z0-9_]{20,}+", MASK, "github_pat_"),
            shape("gh[pousr]_[A-Za-z0-9_]{20,}+", MASK, "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
            shape("glpat-[A-Za-z0-9_-]{20,}+", MASK, "glpat-"),
            shape("(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])", MASK, "AKIA", "ASIA"),
            shape("((?i:secret_?access_?key)" + ASSIGNED + "[A-Za-z0-9/+=]{40}", "$1" + MASK, "ecret", "ECRET"),
            shape("((?i:session_?token)" + ASSIGNED + "[A-Za-z0-9/+=]{80,}+", "$1" + MASK, "ession", "ESSION"),
            shape("IQoJb3JpZ2lu[A-Za-z0-9/+=]{80,}+", MASK, "IQoJb3JpZ2lu"),
            shape("xox[a-z](?:\\.xox[a-z])?-[A-Za-z0-9-]{10,}+", MASK, "xox"),
            shape("xapp-[A-Za-z0-9-]{10,}+", MASK, "xapp-"),
            shape(
                    "hooks\\.slack\\.com/[a-z]{1,20}/[A-Za-z0-9/_-]{10,}+",
                    "hooks.slack.com/" + MASK,
                    "hooks.slack.com/"),
            shape("://[^\\s/:@]{0,200}:[^\\s/@]{1,500}@", "://" + MASK + "@", "://"),
            shape(
                    "((?i:authorization)" + ASSIGNED + "((?i:bearer|basic|token)\\s{1,3})[A-Za-z0-9._~+/=-]{8,}+",
                    "$1$2" + MASK,
                    "uthorization",
                    "UTHORIZATION"),
            shape(
                    "((?i:password|passwd|secret|api_?key)" + ASSIGNED + "[^\\s,;&\"']{6,}+",
                    "$1" + MASK,
                    "assw",
                    "ASSW",
                    "ecret",
                    "ECRET",
                    "pi_key",
                    "PI_KEY",
                    "piKey",
                    "pikey",
                    "PIKEY"),
            shape("((?i:token)=[\"']?)[^\\s,;&\"']{6,}+", "$1" + MASK, "oken=", "OKEN="),
            shape(
                    "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]*+(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?",
                    MASK,
                    "PRIVATE KEY-----"));

    private Secrets() {}

    private static Shape shape(String pattern, String replacement, String... hints) {
        return new Shape(List.of(hints), Pattern.compile(pattern), replacement);
    }

    /** For text that people or models read. */
    public static String mask(String text) {
        return RandomTokens.mask(maskKnown(MaskedWords.in(text).hide(text)));
    }

    /** For names and paths: only what surely is a secret, since two names must not become one. */
    public static String maskKnown(String text) {
        String masked = text;
        for (Shape shape : SHAPES) {
            masked = shape.mask(masked);
        }
        return masked;
    }
}
