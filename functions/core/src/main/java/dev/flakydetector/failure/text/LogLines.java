package dev.flakydetector.failure.text;

import java.util.function.Consumer;

/** The lines of a log, however they end, each cut to a length that a person would read. */
final class LogLines {

    private static final int LONGEST = 2_000;

    private LogLines() {}

    /** Searches for the ends, which is faster than looking at each character. */
    static void forEach(String log, Consumer<String> line) {
        int length = log.length();
        int feed = next(log, '\n', 0);
        int back = next(log, '\r', 0);
        for (int start = 0; start < length; ) {
            int end = Math.min(feed, back);
            line.accept(log.substring(start, Math.min(end, start + LONGEST)));
            start = end == back && feed == back + 1 ? end + 2 : end + 1;
            feed = feed < start ? next(log, '\n', start) : feed;
            back = back < start ? next(log, '\r', start) : back;
        }
    }

    /** Where the character is next; the end where it is no more. */
    private static int next(String log, char wanted, int from) {
        int found = log.indexOf(wanted, from);
        return found < 0 ? log.length() : found;
    }
}
