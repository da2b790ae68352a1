package dev.flakydetector.joblog;

import dev.flakydetector.domain.TestId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** After {@code  2 failing}: a number, then the titles from the outermost to the test's own, which ends in a colon. */
final class MochaLog extends LogReader {

    private static final Pattern BEGIN = Pattern.compile("^ {2}\\d+ failing$");
    private static final Pattern FIRST = Pattern.compile("^ {2}\\d+\\) (.+)$");
    private static final Pattern NEXT = Pattern.compile("^ {5,}(\\S.*)$");
    private static final int DEEPEST = 20;

    private final List<String> titles = new ArrayList<>();
    private boolean listing;

    MochaLog(Consumer<TestId> found) {
        super(found);
    }

    @Override
    void line(String line) {
        if (BEGIN.matcher(line).matches()) {
            listing = true;
            return;
        }
        Matcher first = FIRST.matcher(line);
        if (listing && first.matches()) {
            titles.clear();
            add(first.group(1));
            return;
        }
        Matcher next = NEXT.matcher(line);
        if (!titles.isEmpty() && next.matches()) {
            add(next.group(1));
        } else {
            titles.clear();
        }
    }

    private void add(String title) {
        boolean last = title.endsWith(":");
        titles.add(last ? title.substring(0, title.length() - 1) : title);
        if (last) {
            found("", String.join(" > ", titles));
        }
        if (last || titles.size() > DEEPEST) {
            titles.clear();
        }
    }
}
