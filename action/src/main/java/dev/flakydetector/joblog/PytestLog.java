package dev.flakydetector.joblog;

import dev.flakydetector.domain.TestId;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code FAILED tests/test_cart.py::TestCart::test_total[eur] - AssertionError} of pytest's short summary. */
final class PytestLog extends LogReader {

    private static final Pattern FAILED = Pattern.compile(
            "^(?:\\[gw\\d+] .*)?(?:FAILED|ERROR) (\\S+\\.py)::((?:[^\\[\\s]|\\[.*?](?= - |$))+)(?: - .*)?$");

    PytestLog(Consumer<TestId> found) {
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
