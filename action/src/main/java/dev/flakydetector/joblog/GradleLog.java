package dev.flakydetector.joblog;

import dev.flakydetector.domain.TestId;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code com.acme.CartTest > total() FAILED}. */
final class GradleLog extends LogReader {

    private static final Pattern FAILED = Pattern.compile("^([\\w.$]+) > (.+) FAILED$");

    GradleLog(Consumer<TestId> found) {
        super(found);
    }

    @Override
    void line(String line) {
        Matcher matcher = FAILED.matcher(line);
        if (matcher.matches()) {
            found(matcher.group(1), matcher.group(2));
        }
    }
}
