package dev.flakydetector.joblog;

import dev.flakydetector.domain.TestId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The log of one job, read line by line; text for people, so what is found is a good guess and no report. */
public final class JobLog {

    private static final int LONGEST_LINE = 4_000;
    private static final int MOST_TESTS = 5_000;
    private static final Pattern STAMP = Pattern.compile("^\uFEFF?\\d{4}-\\d{2}-\\d{2}T[\\d:.]+Z ?");
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*[A-Za-z]");

    private JobLog() {}

    /** The tests that some tool said had failed. */
    public static SortedSet<TestId> failedTests(Reader log) throws IOException {
        Set<TestId> found = new TreeSet<>();
        List<LogReader> readers = List.of(
                new PytestLog(found::add),
                new JestLog(found::add),
                new VitestLog(found::add),
                new MochaLog(found::add),
                new GoLog(found::add),
                new SurefireLog(found::add),
                new GradleLog(found::add));
        BufferedReader lines = new BufferedReader(log);
        for (String raw = lines.readLine(); raw != null && found.size() < MOST_TESTS; raw = lines.readLine()) {
            String line = plain(raw);
            readers.forEach(reader -> reader.line(line));
        }
        return new TreeSet<>(found);
    }

    private static String plain(String raw) {
        String bounded = raw.length() <= LONGEST_LINE ? raw : raw.substring(0, LONGEST_LINE);
        String line = COLOUR.matcher(STAMP.matcher(bounded).replaceFirst("")).replaceAll("");
        return line.startsWith("##[error]") ? line.substring("##[error]".length()) : line;
    }
}
