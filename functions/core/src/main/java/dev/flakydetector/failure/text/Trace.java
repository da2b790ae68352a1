package dev.flakydetector.failure.text;

import java.util.ArrayList;
import java.util.List;

/** One stack trace as it is being read: its error lines, its frames, and the source lines shown with them. */
final class Trace {

    private static final int MOST_FRAMES = 40;
    private static final int MOST_ERRORS = 6;

    private final List<String> errors = new ArrayList<>();
    private final List<String> frames = new ArrayList<>();
    private final List<String> sources = new ArrayList<>();
    private final List<String> excerpt = new ArrayList<>();

    void error(String line) {
        if (errors.size() < MOST_ERRORS && !errors.contains(line)) {
            errors.add(line);
        }
    }

    /** The first frames and the last one: a runaway recursion repeats the ones between. */
    void frame(String line) {
        if (frames.size() < MOST_FRAMES) {
            frames.add(line);
        } else {
            frames.set(MOST_FRAMES - 1, line);
        }
    }

    void source(String line) {
        if (sources.size() < MOST_FRAMES) {
            sources.add(line);
        }
    }

    void show(String line) {
        if (excerpt.size() < MOST_FRAMES) {
            excerpt.add(line);
        } else {
            excerpt.set(MOST_FRAMES - 1, line);
        }
    }

    List<String> errors() {
        return errors;
    }

    List<String> frames() {
        return frames;
    }

    List<String> sources() {
        return sources;
    }

    List<String> excerpt() {
        return excerpt;
    }
}
