package dev.flakydetector.failure.text;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the traces in a log as its lines pass by, in the shapes that languages and test tools give them. */
final class TraceReader {

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

    private static final int MESSAGE_LINES = 4;
    private static final int LINES_TO_FIRST_FRAME = 30;

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

    private final Consumer<Trace> finished;
    private State state = State.NONE;
    private Trace trace = new Trace();
    private int messageLines;

    private String previous = "";
    private String exception = "";
    private int sinceException = LINES_TO_FIRST_FRAME;

    /** @param finished takes each trace at its end */
    TraceReader(Consumer<Trace> finished) {
        this.finished = finished;
    }

    /**
     * Takes a line that is not blank; whether it is part of a trace.
     *
     * @param telling whether the line speaks of trouble
     */
    boolean take(String line, boolean telling) {
        boolean used = goesOn(line) || starts(line, telling);
        previous = line;
        sinceException++;
        if (telling && EXCEPTION.matcher(line).matches()) {
            exception = line;
            sinceException = 0;
        }
        return used;
    }

    void takeBlank() {
        if (state == State.MESSAGE || state == State.GO_LOG) {
            finish();
        }
    }

    void finish() {
        if (state != State.NONE && (!trace.errors().isEmpty() || !trace.frames().isEmpty())) {
            finished.accept(trace);
        }
        state = State.NONE;
    }

    /** The last line that was not blank. */
    String previous() {
        return previous;
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
        boolean gap = line.charAt(0) == 'E' && line.substring(1).isBlank();
        if (gap) {
            return true;
        }
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

    private static String baseName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
