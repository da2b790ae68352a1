package dev.flakydetector.failure.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log line by line and keeps the trace that belongs to the failure: the first after the last line that announces
 * a failed test, else the last before it. Where no tool printed a trace, the first and the last lines that speak of
 * trouble stand for it.
 */
final class WindowScanner {

    private static final Pattern PYTHON_FRAME = Pattern.compile("^\\s*File \"([^\"]+)\", line \\d+, in (.+)$");
    private static final Pattern AT_FRAME = Pattern.compile("^\\s+at (\\S.*)$");
    private static final Pattern CAUSED_BY = Pattern.compile("^\\s*(?:Caused by|Suppressed): (.+)$");
    private static final Pattern MORE_FRAMES = Pattern.compile("^\\s*\\.\\.\\. \\d+ (?:more|common frames).*$");
    private static final Pattern PYTEST_ERROR = Pattern.compile("^E {2,}(\\S.*)$");
    private static final Pattern PYTEST_SOURCE = Pattern.compile("^> {3,}(\\S.*)$");
    private static final Pattern PYTEST_PLACE = Pattern.compile("^(\\S+\\.py):\\d+: (\\S.*)$");
    private static final Pattern GO_LOG = Pattern.compile("^\\s+(\\w[\\w.-]*\\.go):\\d+: (.*)$");
    private static final Pattern GO_FRAME = Pattern.compile("^\\t(\\S+\\.go):\\d+.*$");
    private static final Pattern PLACE_OF_FAILURE = Pattern.compile("^(\\S+?):\\d+: Failure$");
    private static final Pattern PANICKED = Pattern.compile("^thread '.*' (?:\\(\\d+\\) )?panicked at (.*)$");
    private static final Pattern EXCEPTION =
            Pattern.compile("^\\s*+(?:[\\w$]++\\.)*+[A-Z][\\w$]*(?<=Error|Exception|Failure|Fault|Timeout)\\b.*$");

    private static final int LAST_ERRORS = 3;
    private static final int MESSAGE_LINES = 4;
    private static final int LINES_TO_FIRST_FRAME = 30;
    private static final int LONGEST_SHOWN = 300;

    /** What kind of trace is being read. */
    private enum State {
        NONE,
        PYTHON,
        PYTHON_SOURCE,
        AT,
        PYTEST,
        GO_PANIC,
        GO_LOG,
        MESSAGE
    }

    private String test = "";
    private String announcement = "";
    private State state = State.NONE;
    private Trace trace = new Trace();
    private @Nullable Trace before;
    private @Nullable Trace after;
    private @Nullable Trace latest;
    private boolean chained;
    private int messageLines;

    private String previous = "";
    private String exception = "";
    private int sinceException = LINES_TO_FIRST_FRAME;
    private @Nullable String firstError;
    private final Deque<String> lastErrors = new ArrayDeque<>();

    void take(String raw) {
        String line = Normaliser.withoutColours(raw);
        if (line.isBlank()) {
            if (state == State.MESSAGE || state == State.GO_LOG) {
                finish();
            }
            return;
        }
        boolean telling = Telltale.of(line);
        boolean used = goesOn(line) || starts(line, telling);
        if (!used) {
            chained = line.startsWith("During handling of the above") || line.startsWith("The above exception was");
        }
        announced(line, telling);
        remember(line, telling);
    }

    /** Whether the line belongs to the trace that is being read; ends that trace where it does not. */
    private boolean goesOn(String line) {
        boolean belongs = switch (state) {
            case NONE -> false;
            case PYTHON, PYTHON_SOURCE -> python(line);
            case AT -> at(line);
            case PYTEST -> pytest(line);
            case GO_PANIC -> goPanic(line);
            case GO_LOG -> goLog(line);
            case MESSAGE -> message(line);
        };
        if (belongs) {
            trace.show(line);
        } else {
            finish();
        }
        return belongs;
    }

    private boolean python(String line) {
        Matcher frame = PYTHON_FRAME.matcher(line);
        if (frame.matches()) {
            trace.frame(baseName(frame.group(1)) + ":" + frame.group(2));
            state = State.PYTHON_SOURCE;
            return true;
        }
        if (Character.isWhitespace(line.charAt(0))) {
            if (state == State.PYTHON_SOURCE) {
                trace.source(line.strip());
            }
            state = State.PYTHON;
            return true;
        }
        trace.error(line.strip());
        trace.show(line);
        return false;
    }

    private boolean at(String line) {
        Matcher frame = AT_FRAME.matcher(line);
        if (frame.matches()) {
            trace.frame(frame.group(1));
            return true;
        }
        Matcher cause = CAUSED_BY.matcher(line);
        if (cause.matches()) {
            trace.error(cause.group(1));
            return true;
        }
        return MORE_FRAMES.matcher(line).matches();
    }

    private boolean pytest(String line) {
        Matcher error = PYTEST_ERROR.matcher(line);
        if (error.matches()) {
            trace.error(error.group(1));
            return true;
        }
        Matcher place = PYTEST_PLACE.matcher(line);
        if (place.matches()) {
            trace.frame(baseName(place.group(1)));
            return true;
        }
        return false;
    }

    private boolean goPanic(String line) {
        Matcher frame = GO_FRAME.matcher(line);
        if (frame.matches()) {
            trace.frame(baseName(frame.group(1)) + " " + previous.replaceFirst("\\(.*$", ""));
            return true;
        }
        return !line.startsWith("FAIL") && !line.startsWith("exit status") && !line.startsWith("---");
    }

    private boolean goLog(String line) {
        Matcher log = GO_LOG.matcher(line);
        if (log.matches()) {
            trace.frame(log.group(1));
            trace.error(log.group(2));
            return true;
        }
        boolean indented = line.startsWith("        ");
        if (indented) {
            trace.error(line.strip());
        }
        return indented;
    }

    private boolean message(String line) {
        trace.error(line.strip());
        return ++messageLines < MESSAGE_LINES;
    }

    private void finish() {
        if (state != State.NONE && (!trace.errors().isEmpty() || !trace.frames().isEmpty())) {
            latest = trace;
            after = after == null || chained ? trace : after;
            chained = false;
        }
        state = State.NONE;
    }

    private boolean starts(String line, boolean telling) {
        if (telling && line.contains("Traceback (most recent call last)")) {
            return begin(State.PYTHON, line);
        }
        if (isFrame(line)) {
            begin(State.AT, line);
            trace.error((sinceException < LINES_TO_FIRST_FRAME ? exception : previous).strip());
            return at(line);
        }
        if (line.startsWith("E  ") || line.startsWith(">   ")) {
            Matcher source = PYTEST_SOURCE.matcher(line);
            if (source.matches()) {
                begin(State.PYTEST, line);
                trace.source(source.group(1));
                return true;
            }
            return PYTEST_ERROR.matcher(line).matches() && begin(State.PYTEST, line) && pytest(line);
        }
        if (line.startsWith("panic: ") || line.startsWith("fatal error: ")) {
            begin(State.GO_PANIC, line);
            trace.error(line);
            return true;
        }
        if (line.charAt(0) <= ' '
                && line.contains(".go:")
                && GO_LOG.matcher(line).matches()) {
            return begin(State.GO_LOG, line) && goLog(line);
        }
        return telling && startsMessage(line);
    }

    private static boolean isFrame(String line) {
        int start = 0;
        while (start < line.length() && Character.isWhitespace(line.charAt(start))) {
            start++;
        }
        return start > 0
                && line.startsWith("at ", start)
                && AT_FRAME.matcher(line).matches();
    }

    private boolean startsMessage(String line) {
        boolean panicked = line.startsWith("thread '");
        if (!panicked && !line.endsWith(": Failure")) {
            return false;
        }
        Matcher place = (panicked ? PANICKED : PLACE_OF_FAILURE).matcher(line);
        if (!place.matches()) {
            return false;
        }
        begin(State.MESSAGE, line);
        trace.frame(panicked ? place.group(1) : baseName(place.group(1)));
        return true;
    }

    private boolean begin(State kind, String line) {
        trace = new Trace();
        trace.show(line);
        state = kind;
        messageLines = 0;
        return true;
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
        previous = line;
        sinceException++;
        if (!telling) {
            return;
        }
        if (EXCEPTION.matcher(line).matches()) {
            exception = line;
            sinceException = 0;
        }
        if (!line.equals(announcement)) {
            firstError = firstError == null ? line : firstError;
            lastErrors.add(line);
            if (lastErrors.size() > LAST_ERRORS) {
                lastErrors.remove();
            }
        }
    }

    FailureWindow window() {
        finish();
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
        if (errors.isEmpty() && !previous.isEmpty()) {
            errors.add(previous.strip());
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

    private static String baseName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
