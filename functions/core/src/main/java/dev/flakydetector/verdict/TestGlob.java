package dev.flakydetector.verdict;

import dev.flakydetector.domain.TestId;

/**
 * A pattern over test ids, in which {@code *} stands for any text and {@code ?} for any one character. Everything else
 * stands for itself, square brackets too, since parameterised tests carry them in their names.
 *
 * <p>It may be written for the whole id or for its end after any {@code ::}, so {@code test_known_*} names {@code
 * tests/test_cart.py::TestCart::test_known_issue[eur]}.
 */
final class TestGlob {

    private static final String SEPARATOR = "::";

    private final String pattern;

    TestGlob(String pattern) {
        this.pattern = pattern.strip();
    }

    boolean matches(TestId test) {
        String id = test.toString();
        int from = 0;
        while (!matchesFrom(id, from)) {
            int next = id.indexOf(SEPARATOR, from);
            if (next < 0) {
                return false;
            }
            from = next + SEPARATOR.length();
        }
        return true;
    }

    /** Goes back to the last star only, so a hostile pattern and name cost their lengths' product at the most. */
    private boolean matchesFrom(String text, int from) {
        int at = from;
        int inPattern = 0;
        int afterStar = -1;
        int starTakesUpTo = -1;
        while (at < text.length()) {
            if (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
                afterStar = ++inPattern;
                starTakesUpTo = at;
            } else if (inPattern < pattern.length() && standsFor(pattern.charAt(inPattern), text.charAt(at))) {
                inPattern++;
                at++;
            } else if (afterStar >= 0) {
                inPattern = afterStar;
                at = ++starTakesUpTo;
            } else {
                return false;
            }
        }
        while (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
            inPattern++;
        }
        return inPattern == pattern.length();
    }

    private static boolean standsFor(char inPattern, char inText) {
        return inPattern == '?' || inPattern == inText;
    }
}
