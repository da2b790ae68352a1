package dev.flakydetector.failure.text;

import java.util.Set;

/**
 * Puts placeholders for hashes, durations and all other numbers of a line, in one pass. What is part of a type's name, as in
 * {@code org.opentest4j.AssertionFailedError}, stays: it is the same in every run.
 */
final class Numbers {

    private static final int SHORTEST_HASH = 7;
    private static final int LONGEST_HASH = 128;

    private static final Set<String> UNITS = Set.of(
            "ms",
            "us",
            "µs",
            "ns",
            "s",
            "sec",
            "secs",
            "second",
            "seconds",
            "msec",
            "msecs",
            "millis",
            "millisecond",
            "milliseconds",
            "m",
            "min",
            "mins",
            "minute",
            "minutes",
            "h",
            "hour",
            "hours");

    private final String text;
    private final StringBuilder out;
    private int at;

    private Numbers(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length());
    }

    static String blankedOut(String text) {
        Numbers numbers = new Numbers(text);
        while (numbers.at < text.length()) {
            numbers.step();
        }
        return numbers.out.toString();
    }

    private void step() {
        boolean startsWord = at == 0 || !isWord(at - 1);
        if (startsWord && isWord(at)) {
            int endOfType = endOfTypeName(at);
            if (endOfType > at) {
                out.append(text, at, endOfType);
                at = endOfType;
                return;
            }
            int end = endOfWord(at);
            if (isHash(at, end)) {
                out.append("<hash>");
                at = end;
                return;
            }
        }
        if (isDigit(at)) {
            number(startsWord);
        } else {
            out.append(text.charAt(at++));
        }
    }

    /** With its fractions and groups, and where it starts a word with its unit of time. */
    private void number(boolean startsWord) {
        while (isDigit(at) || (isDigit(at + 1) && ".,".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        int unit = at < text.length() && text.charAt(at) == ' ' ? at + 1 : at;
        int end = endOfWord(unit);
        if (startsWord && end > unit && UNITS.contains(text.substring(unit, end))) {
            out.append("<duration>");
            at = end;
        } else {
            boolean isInBrackets = out.length() > 0
                    && out.charAt(out.length() - 1) == '<'
                    && at < text.length()
                    && text.charAt(at) == '>';
            out.append(isInBrackets ? "n" : "<n>");
        }
    }

    /** Of a name in packages, or of an exception's alone; {@code start} where there is none. */
    private int endOfTypeName(int start) {
        if (start > 0 && ".-/".indexOf(text.charAt(start - 1)) >= 0) {
            return start;
        }
        int word = start;
        int end = endOfWord(start);
        while (isName(word, end) && end + 1 < text.length() && text.charAt(end) == '.' && isWord(end + 1)) {
            word = end + 1;
            end = endOfWord(word);
        }
        boolean isType = isName(word, end)
                && Character.isUpperCase(text.charAt(word))
                && (word > start || isException(text.substring(word, end)));
        return isType ? end : start;
    }

    private boolean isName(int start, int end) {
        return Character.isLetter(text.charAt(start)) && !isHash(start, end);
    }

    private static boolean isException(String word) {
        return word.endsWith("Error") || word.endsWith("Exception");
    }

    private boolean isHash(int start, int end) {
        if (end - start < SHORTEST_HASH || end - start > LONGEST_HASH) {
            return false;
        }
        boolean digits = false;
        boolean letters = false;
        for (int i = start; i < end; i++) {
            int value = Character.digit(text.charAt(i), 16);
            if (value < 0) {
                return false;
            }
            digits |= value < 10;
            letters |= value >= 10;
        }
        return digits && letters;
    }

    private int endOfWord(int start) {
        int end = start;
        while (isWord(end)) {
            end++;
        }
        return end;
    }

    private boolean isWord(int place) {
        return place < text.length() && (Character.isLetterOrDigit(text.charAt(place)) || text.charAt(place) == '_');
    }

    private boolean isDigit(int place) {
        return place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9';
    }
}
