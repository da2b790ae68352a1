package dev.flakydetector.scorer.table;

import java.util.Locale;

/** One spelling for the names of columns: {@code lower_snake_case}, whatever tool wrote the file. */
public final class ColumnNames {

    private ColumnNames() {}

    /** The name in lower_snake_case; empty when it holds neither letter nor digit. */
    public static String normalise(String name) {
        StringBuilder snake = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                breakWord(snake);
                continue;
            }
            if (startsWord(name, i)) {
                breakWord(snake);
            }
            snake.append(c);
        }
        int end = snake.length();
        while (end > 0 && snake.charAt(end - 1) == '_') {
            end--;
        }
        return snake.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static void breakWord(StringBuilder snake) {
        if (!snake.isEmpty() && snake.charAt(snake.length() - 1) != '_') {
            snake.append('_');
        }
    }

    /** A capital after a small letter or digit, or the last capital of several before a small letter. */
    private static boolean startsWord(String name, int i) {
        if (i == 0 || !Character.isUpperCase(name.charAt(i))) {
            return false;
        }
        char before = name.charAt(i - 1);
        if (Character.isLowerCase(before) || Character.isDigit(before)) {
            return true;
        }
        return Character.isUpperCase(before) && i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
    }
}
