package dev.flakydetector.domain;

import java.util.Comparator;

/**
 * One test, spelled the same whichever tool reported it.
 *
 * @param suite the file, class or package that holds the test; empty where the tool knows none
 * @param name the test within its suite, its parameters included as the tool prints them
 */
public record TestId(String suite, String name) implements Comparable<TestId> {

    private static final Comparator<TestId> ORDER =
            Comparator.comparing(TestId::suite).thenComparing(TestId::name);
    private static final String SEPARATOR = "::";

    public TestId {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A test needs a name, found none in suite '%s'".formatted(suite));
        }
    }

    /** The test whose {@link #toString()} is this text. */
    public static TestId parse(String text) {
        int split = text.indexOf(SEPARATOR);
        if (split < 0) {
            return new TestId("", text);
        }
        return new TestId(text.substring(0, split), text.substring(split + SEPARATOR.length()));
    }

    @Override
    public int compareTo(TestId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return suite.isEmpty() ? name : suite + SEPARATOR + name;
    }
}
