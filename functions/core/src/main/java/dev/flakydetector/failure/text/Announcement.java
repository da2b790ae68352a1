package dev.flakydetector.failure.text;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines with which test tools name the test that failed. */
final class Announcement {

    /** The first group is the test. */
    private static final List<Pattern> SHAPES = List.of(
            // TAP
            Pattern.compile("^\\s*not ok \\d*(?: -)? *(.+?)(?: duration: .*| # .*)?$"),
            // Go
            Pattern.compile("^\\s*--- FAIL: (\\S+)"),
            // pytest's summary and headings
            Pattern.compile("^(?:FAILED|ERROR) (\\S+::.+?)(?: - .*)?$"),
            Pattern.compile("^_{3,} (?:ERROR at (?:setup|teardown) of )?(.+?) _{3,}$"),
            // unittest
            Pattern.compile("^(?:FAIL|ERROR): (\\S+ \\(.+\\)).*$"),
            // Surefire
            Pattern.compile(
                    "^(?:\\[ERROR\\] )?(\\S+?)(?:\\s+Time elapsed: .*| -- Time elapsed: .*)<<< (?:FAILURE|ERROR)!"),
            // Jest, Vitest
            Pattern.compile("^\\s*● (.+)$"),
            Pattern.compile("^\\s*FAIL\\s+(\\S+\\.(?:test|spec)\\.\\w+.*)$"),
            // Rust
            Pattern.compile("^thread '(.+)' (?:\\(\\d+\\) )?panicked at"),
            Pattern.compile("^test (\\S+) \\.\\.\\. FAILED"),
            // GoogleTest
            Pattern.compile("^\\[  FAILED  \\] ([\\w./]+)"));

    /** RSpec and Mocha; many other lists look the same. */
    private static final Pattern NUMBERED = Pattern.compile("^\\s{0,4}\\d+\\) (.+)$");

    private Announcement() {}

    /**
     * The test that a line announces as failed.
     *
     * @param telling whether the line speaks of trouble
     * @param first whether no test was announced before; only then may a numbered line announce one
     */
    static Optional<String> of(String line, boolean telling, boolean first) {
        if (telling || mayBe(line)) {
            for (Pattern shape : SHAPES) {
                Matcher matcher = shape.matcher(line);
                if (matcher.find()) {
                    return Optional.of(matcher.group(1).strip());
                }
            }
        }
        if (first && line.indexOf(')') > 0 && line.indexOf(')') < 8) {
            Matcher matcher = NUMBERED.matcher(line);
            return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
        }
        return Optional.empty();
    }

    /** The shapes that need no word of trouble; spares nearly every line the patterns. */
    private static boolean mayBe(String line) {
        return line.startsWith("___") || line.indexOf('●') >= 0 || line.contains("not ok");
    }
}
