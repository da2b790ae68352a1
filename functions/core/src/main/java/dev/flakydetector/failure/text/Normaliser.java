package dev.flakydetector.failure.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts placeholders where a line differs from run to run: times, durations, ids, hashes, addresses, hosts, ports and
 * numbers; of a path only the last name stays.
 */
public final class Normaliser {

    /** Moves when a line may come out otherwise than before. */
    public static final int VERSION = 1;

    private static final Pattern ANSI = Pattern.compile("\u001B(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^\u0007]*\u0007?|[@-_])");

    private static final List<Rule> RULES = List.of(
            rule(
                    "(?i)\\b(https?|wss?|ftp|ssh|git|tcp|redis|postgres(?:ql)?|mysql|mongodb|amqp)://[^\\s/\"'<>)]+",
                    "$1://<host>"),
            rule("(?i)\\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\\b", "<mac>"),
            rule("(?i)\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b", "<uuid>"),
            rule(
                    "\\b\\d{4}[-/]\\d\\d[-/]\\d\\d(?:[T_]\\d\\d:?\\d\\d(?::?\\d\\d(?:[.,]\\d+)?)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?(?!\\d)",
                    "<time>"),
            rule("\\b\\d{1,2}:\\d\\d:\\d\\d(?:[.,]\\d+)?(?:Z|[+-]\\d\\d:?\\d\\d)?\\b", "<time>"),
            rule("\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d+)?\\b", "<host>"),
            rule("(?i)\\[[0-9a-f:]*::?[0-9a-f:]*\\](?::\\d+)", "<host>"),
            rule("(?i)\\blocalhost:\\d+\\b", "localhost:<port>"),
            rule("\\b0[xX][0-9a-fA-F]+\\b", "<hex>"),
            rule("(?i)\\b(?=[a-f]*\\d)(?=\\d*[a-f])[0-9a-f]{7,128}\\b", "<hash>"),
            rule("@[0-9a-f]{5,16}\\b", "@<hash>"),
            rule("<host>(?:/[\\w.+@$~-]+)+/([\\w.+@$~-]+)", "<host>/$1"),
            rule("(?<![\\w.>-])(?:[A-Za-z]:)?(?:[\\\\/][\\w.+@$~-]+)+[\\\\/]([\\w.+@$~-]+)", "$1"),
            rule("\\b[\\w.+@~-]+(?:/[\\w.+@~-]+)+/([\\w.+@~-]*[A-Za-z][\\w.+@~-]*)", "$1"),
            rule(
                    "(?i)\\b\\d+(?:[.,]\\d+)?\\s?(?:ms|msecs?|millis(?:econds)?|s|secs?|seconds?|m|mins?|minutes?|h|hours?|us|µs|ns)\\b",
                    "<duration>"),
            rule("\\d+(?:[.,]\\d+)*", "<n>"));

    private Normaliser() {}

    private record Rule(Pattern pattern, String replacement) {}

    private static Rule rule(String pattern, String replacement) {
        return new Rule(Pattern.compile(pattern), replacement);
    }

    /** The line without what changes, without colours, and with single spaces. */
    public static String normalise(String line) {
        String text = withoutColours(line);
        if (hasDigitOrPath(text)) {
            for (Rule rule : RULES) {
                Matcher matcher = rule.pattern().matcher(text);
                text = matcher.find() ? matcher.replaceAll(rule.replacement()) : text;
            }
        }
        return singleSpaced(text);
    }

    /** The line without ANSI sequences and control characters. */
    public static String withoutColours(String line) {
        String text = line.indexOf('\u001B') < 0 ? line : ANSI.matcher(line).replaceAll("");
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) && text.charAt(i) != '\t') {
                return text.replaceAll("[\\p{Cntrl}&&[^\t]]", "");
            }
        }
        return text;
    }

    private static boolean hasDigitOrPath(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= '0' && c <= '9') || c == '/' || c == '\\') {
                return true;
            }
        }
        return false;
    }

    private static String singleSpaced(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = c == ' ' || c == '\t' || c == 0xA0;
            if (!space) {
                out.append(c);
            } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        }
        int end = out.length();
        return end > 0 && out.charAt(end - 1) == ' ' ? out.substring(0, end - 1) : out.toString();
    }
}
