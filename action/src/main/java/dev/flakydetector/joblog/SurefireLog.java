package dev.flakydetector.joblog;

import dev.flakydetector.domain.TestId;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code [ERROR] com.acme.CartTest.total -- Time elapsed: 0.01 s <<< FAILURE!} of Surefire 3, and {@code [ERROR]
 * total(com.acme.CartTest)  Time elapsed: 0.01 s  <<< FAILURE!} of the versions before.
 */
final class SurefireLog extends LogReader {

    private static final Pattern NEW = Pattern.compile(
            "^\\[ERROR] ([\\w.$]+)\\.([^.\\s][^.]*?) -- Time elapsed: [\\d.,]+ s <<< (?:FAILURE|ERROR)!$");
    private static final Pattern OLD =
            Pattern.compile("^\\[ERROR] (.+)\\(([\\w.$]+)\\) {2}Time elapsed: [\\d.,]+ s {2}<<< (?:FAILURE|ERROR)!$");

    SurefireLog(Consumer<TestId> found) {
        super(found);
    }

    @Override
    void line(String line) {
        Matcher now = NEW.matcher(line);
        if (now.matches()) {
            found(now.group(1), now.group(2));
            return;
        }
        Matcher before = OLD.matcher(line);
        if (before.matches()) {
            found(before.group(2), before.group(1));
        }
    }
}
