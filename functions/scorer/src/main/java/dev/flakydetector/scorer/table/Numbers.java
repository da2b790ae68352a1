package dev.flakydetector.scorer.table;

import java.util.OptionalDouble;

/** Reads decimal numbers as data files write them: no infinities, no type letters, no hexadecimal. */
public final class Numbers {

    private Numbers() {}

    /** The number; empty when the text is none. */
    public static OptionalDouble parse(String text) {
        if (!looksLikeNumber(text)) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** What Java's own parser accepts beyond this, such as {@code 1f} and {@code NaN}, is no number in a data file. */
    private static boolean looksLikeNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean part = ('0' <= c && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
            if (!part) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
