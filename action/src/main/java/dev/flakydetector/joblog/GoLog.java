package dev.flakydetector.joblog;

import dev.flakydetector.domain.TestId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code --- FAIL: TestTotal/eur (0.00s)}; the line that ends the package says to which one they belonged. */
final class GoLog extends LogReader {

    private static final Pattern TEST = Pattern.compile("^\\s*--- FAIL: (\\S+) \\([\\d.]+s\\)$");
    private static final Pattern PACKAGE = Pattern.compile("^(?:FAIL|ok  )\t(\\S+)(?:\t.*| \\[.*])?$");
    private static final int MOST_OPEN = 5_000;

    private final List<String> open = new ArrayList<>();

    GoLog(Consumer<TestId> found) {
        super(found);
    }

    @Override
    void line(String line) {
        Matcher test = TEST.matcher(line);
        if (test.matches() && open.size() < MOST_OPEN) {
            open.add(test.group(1));
            return;
        }
        Matcher end = PACKAGE.matcher(line);
        if (end.matches()) {
            open.forEach(name -> found(end.group(1), name));
            open.clear();
        }
    }
}
