package dev.flakydetector.failure.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log line by line and keeps the trace that belongs to the failure: the first after the last line that announces
 * a failed test, else the last before it. Where no tool printed a trace, the first and the last lines that speak of
 * trouble stand for it.
 */
final class WindowScanner {

    private static final int LAST_ERRORS = 3;
    private static final int LONGEST_SHOWN = 300;

    private final TraceReader traces = new TraceReader(this::finished);
    private String test = "";
    private String announcement = "";
    private @Nullable Trace before;
    private @Nullable Trace after;
    private @Nullable Trace latest;
    private boolean chained;

    private @Nullable String firstError;
    private final Deque<String> lastErrors = new ArrayDeque<>();

    void take(String raw) {
        String line = Normaliser.withoutColours(raw);
        if (line.isBlank()) {
            traces.takeBlank();
            return;
        }
        boolean telling = Telltale.of(line);
        boolean used = traces.take(line, telling);
        if (!used) {
            chained = line.startsWith("During handling of the above") || line.startsWith("The above exception was");
        }
        announced(line, telling);
        remember(line, telling);
    }

    private void finished(Trace trace) {
        latest = trace;
        after = after == null || chained ? trace : after;
        chained = false;
    }

    private void announced(String line, boolean telling) {
        Announcement.of(line, telling, test.isEmpty()).ifPresent(name -> {
            test = name;
            announcement = line;
            before = latest;
            after = null;
        });
    }

    private void remember(String line, boolean telling) {
        if (telling && !line.equals(announcement)) {
            firstError = firstError == null ? line : firstError;
            lastErrors.add(line);
            if (lastErrors.size() > LAST_ERRORS) {
                lastErrors.remove();
            }
        }
    }

    FailureWindow window() {
        traces.finish();
        Trace chosen = after != null && !test.isEmpty() ? after : test.isEmpty() ? latest : before;
        return chosen == null ? withoutTrace() : withTrace(chosen);
    }

    private FailureWindow withTrace(Trace chosen) {
        List<String> errors = chosen.errors().isEmpty() && firstError != null ? List.of(firstError) : chosen.errors();
        return new FailureWindow(test, errors, chosen.frames(), chosen.sources(), shown(chosen.excerpt()));
    }

    private FailureWindow withoutTrace() {
        List<String> errors = new ArrayList<>();
        if (firstError != null) {
            errors.add(firstError.strip());
        }
        lastErrors.stream()
                .map(String::strip)
                .filter(error -> !errors.contains(error))
                .forEach(errors::add);
        if (errors.isEmpty() && !traces.previous().isEmpty()) {
            errors.add(traces.previous().strip());
        }
        return new FailureWindow(test, errors, List.of(), List.of(), shown(errors));
    }

    private List<String> shown(List<String> lines) {
        List<String> shown = new ArrayList<>();
        if (!announcement.isEmpty()) {
            shown.add(announcement);
        }
        shown.addAll(lines);
        return shown.stream()
                .map(line -> line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "…" : line)
                .toList();
    }
}
