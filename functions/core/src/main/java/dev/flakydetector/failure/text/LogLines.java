package dev.flakydetector.failure.text;

import java.util.function.Consumer;

/** The lines of a log, however they end, each cut to a length that a person would read. */
final class LogLines {

    private static final int LONGEST = 2_000;

    private LogLines() {}

    static void forEach(String log, Consumer<String> line) {
        int start = 0;
        for (int i = 0; i <= log.length(); i++) {
            if (i == log.length() || log.charAt(i) == '\n' || log.charAt(i) == '\r') {
                if (i > start) {
                    line.accept(log.substring(start, Math.min(i, start + LONGEST)));
                } else if (i < log.length() && (i == 0 || log.charAt(i) != '\n' || log.charAt(i - 1) != '\r')) {
                    line.accept("");
                }
                start = i + 1;
            }
        }
    }
}
