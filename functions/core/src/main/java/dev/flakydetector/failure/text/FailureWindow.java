package dev.flakydetector.failure.text;

import java.util.List;

/**
 * The few lines of a log that tell why the test failed, as they stand.
 *
 * @param test how the tool named the failed test; empty where the log does not say
 * @param errors the error's own lines, its exception and message first
 * @param frames the stack, each with its file and function, in the log's order
 * @param sources the source lines that the stack shows
 * @param excerpt what to show a person
 */
public record FailureWindow(
        String test, List<String> errors, List<String> frames, List<String> sources, List<String> excerpt) {

    public FailureWindow {
        errors = List.copyOf(errors);
        frames = List.copyOf(frames);
        sources = List.copyOf(sources);
        excerpt = List.copyOf(excerpt);
    }

    /** Finds the window in a log of any length. */
    public static FailureWindow in(String log) {
        WindowScanner scanner = new WindowScanner();
        LogLines.forEach(log, scanner::take);
        return scanner.window();
    }

    public boolean isEmpty() {
        return errors.isEmpty() && frames.isEmpty();
    }
}
