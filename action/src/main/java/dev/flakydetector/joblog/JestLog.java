package dev.flakydetector.joblog;

import dev.flakydetector.domain.TestId;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code FAIL src/cart.test.js}, then {@code  ● cart › adds up} for each failed test of that file. */
final class JestLog extends LogReader {

    private static final Pattern FILE =
            Pattern.compile("^\\s?(FAIL|PASS) (?:\\S+ )?(\\S+\\.[cm]?[jt]sx?)(?: \\([\\d.]+ m?s\\))?$");
    private static final Pattern TEST = Pattern.compile("^ {2}● (.+)$");

    private String file = "";

    JestLog(Consumer<TestId> found) {
        super(found);
    }

    @Override
    void line(String line) {
        Matcher suite = FILE.matcher(line);
        if (suite.matches()) {
            file = suite.group(1).equals("FAIL") ? suite.group(2) : "";
            return;
        }
        Matcher test = TEST.matcher(line);
        if (!file.isEmpty() && test.matches() && !test.group(1).startsWith("Test suite failed to run")) {
            found(file, test.group(1).replace(" › ", " > "));
        }
    }
}
