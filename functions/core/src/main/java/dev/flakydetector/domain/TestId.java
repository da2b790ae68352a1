package dev.flakydetector.domain;

/**
 * One test, spelled the same whichever tool reported it: {@code tests/test_cart.py::TestCart::test_total[eur]}, {@code
 * com.acme.CartTest::total}, {@code src/cart.test.js::cart > adds up}. Two ids are equal exactly when they are spelled
 * the same.
 *
 * @param suite the file, class or package that holds the test, up to the first {@code ::}; empty where the tool knows none
 * @param name the test within its suite, its parameters included as the tool prints them
 */
public record TestId(String suite, String name) implements Comparable<TestId> {

    private static final String SEPARATOR = "::";

    public TestId {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A test needs a name, found none in suite '%s'".formatted(suite));
        }
        String spelling = suite.isEmpty() ? name : suite + SEPARATOR + name;
        int split = spelling.indexOf(SEPARATOR);
        boolean hasSuite = split > 0 && split + SEPARATOR.length() < spelling.length();
        suite = hasSuite ? spelling.substring(0, split) : "";
        name = hasSuite ? spelling.substring(split + SEPARATOR.length()) : spelling;
    }

    /** The test whose {@link #toString()} is this text. */
    public static TestId parse(String text) {
        return new TestId("", text);
    }

    @Override
    public int compareTo(TestId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return suite.isEmpty() ? name : suite + SEPARATOR + name;
    }
}
