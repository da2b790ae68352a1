package dev.flakydetector.failure.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts placeholders where a line differs from run to run: times, durations, ids, hashes, addresses, hosts, ports and
 * numbers; of a path only the last name stays.
 */
public final class Normaliser {

    private static final Pattern ANSI = Pattern.compile("\u001B(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^\u0007]*\u0007?|[@-_])");

    /** Paths come early: what stands in their folders need not be looked at. */
    private static final List<Rule> RULES = List.of(
            rule(
                    "://",
                    0,
                    "(?i)\\b(https?|wss?|ftp|ssh|git|tcp|redis|postgres(?:ql)?|mysql|mongodb|amqp)://[^\\s/\"'<>)]+",
                    "$1://<host>"),
            rule(".", 4, "\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d+)?\\b", "<host>"),
            rule("]:", 1, "(?i)\\[[0-9a-f:]*::?[0-9a-f:]*\\](?::\\d+)", "<host>"),
            rule("ocalhost:", 1, "(?i)\\blocalhost:\\d+\\b", "localhost:<port>"),
            rule("<host>/", 0, "<host>(?:/[\\w.+@$~-]+)+/([\\w.+@$~-]+)", "<host>/$1"),
            rule("\\", 0, "(?<![\\w.>-])(?:[A-Za-z]:)?(?:\\\\[\\w.+@$~-]+)+\\\\([\\w.+@$~-]+)", "$1"),
            rule("/", 0, "(?<![\\w.>-])(?:/[\\w.+@$~-]+)+/([\\w.+@$~-]+)", "$1"),
            rule("/", 0, "\\b[\\w.+@~-]+(?:/[\\w.+@~-]+)+/([\\w.+@~-]*[A-Za-z][\\w.+@~-]*)", "$1"),
            rule(":", 1, "(?i)\\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\\b", "<mac>"),
            rule("-", 1, "(?i)\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b", "<uuid>"),
            rule(
                    "",
                    8,
                    "\\b\\d{4}([-/])\\d\\d\\1\\d\\d(?:[T_]\\d\\d:?\\d\\d(?::?\\d\\d(?:[.,]\\d+)?)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?(?!\\d)",
                    "<time>"),
            rule(":", 5, "\\b\\d{1,2}:\\d\\d:\\d\\d(?:[.,]\\d+)?(?:Z|[+-]\\d\\d:?\\d\\d)?\\b", "<time>"),
            rule("0x", 1, "\\b0x[0-9a-fA-F]+\\b", "<hex>"),
            rule("@", 0, "@[0-9a-f]{5,16}\\b", "@<hash>"));

    private Normaliser() {}

    /**
     * What to put where; mostly a line cannot hold it, which is cheap to see.
     *
     * @param needs what a line must hold for the pattern to have a chance
     * @param digits how many digits it must hold
     */
    private record Rule(String needs, int digits, Pattern pattern, String replacement) {

        String applyTo(String text, int digitsInText) {
            if (digitsInText < digits || !text.contains(needs)) {
                return text;
            }
            Matcher matcher = pattern.matcher(text);
            return matcher.find() ? matcher.replaceAll(replacement) : text;
        }
    }

    private static Rule rule(String needs, int digits, String pattern, String replacement) {
        return new Rule(needs, digits, Pattern.compile(pattern), replacement);
    }

    /** The line without what changes, without colours, and with single spaces. */
    public static String normalise(String line) {
        String text = withoutColours(line);
        int digits = (int) text.chars().filter(c -> c >= '0' && c <= '9').count();
        if (digits > 0 || text.indexOf('/') >= 0 || text.indexOf('\\') >= 0) {
            for (Rule rule : RULES) {
                text = rule.applyTo(text, digits);
            }
            text = Numbers.blankedOut(text);
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
