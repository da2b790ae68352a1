package dev.flakydetector.joblog;

import dev.flakydetector.domain.TestId;
import java.util.function.Consumer;

/** Knows how one tool prints its failed tests; keeps what it must remember from one line to the next. */
abstract class LogReader {

    private final Consumer<TestId> found;

    LogReader(Consumer<TestId> found) {
        this.found = found;
    }

    abstract void line(String line);

    final void found(String suite, String name) {
        if (!name.isBlank()) {
            found.accept(new TestId(suite.strip(), name.strip()));
        }
    }
}
