package dev.flakydetector.render.comment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One earlier result of a pull request, as its comment remembers it. It is kept in the comment itself, in hidden lines of
 * counts and hexadecimal digits alone: whoever edits the comment can falsify a count, and nothing more.
 *
 * @param commit the first digits of the SHA
 * @param day such as {@code 2026-11-01}
 * @param real how many tests failed every time
 * @param flaky how many passed and failed
 */
public record PastResult(String commit, String day, int real, int flaky) {

    private static final int MOST_KEPT = 10;
    private static final Pattern LINE = Pattern.compile(
            "<!-- flaky-detector:result ([0-9a-f]{7,12}) (\\d{4}-\\d{2}-\\d{2}) (\\d{1,6}) (\\d{1,6}) -->");

    /**
     * What a comment remembers, newest first: its own result and those before it. Only the lines right under the marker
     * count; such a line further down may be a test's name.
     */
    public static List<PastResult> in(String comment) {
        List<PastResult> results = new ArrayList<>();
        for (String line : comment.lines().skip(1).limit(MOST_KEPT).toList()) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                break;
            }
            results.add(new PastResult(
                    matcher.group(1),
                    matcher.group(2),
                    Integer.parseInt(matcher.group(3)),
                    Integer.parseInt(matcher.group(4))));
        }
        return results;
    }

    /** The hidden line; empty when the commit is not known. */
    Optional<String> line() {
        String line = "<!-- flaky-detector:result %s %s %d %d -->".formatted(commit, day, real, flaky);
        return LINE.matcher(line).matches() ? Optional.of(line) : Optional.empty();
    }

    String sentence() {
        String found = real + flaky == 0 ? "nothing failed" : "%d looked real, %d flaky".formatted(real, flaky);
        return "`%s` on %s: %s".formatted(commit, day, found);
    }
}
