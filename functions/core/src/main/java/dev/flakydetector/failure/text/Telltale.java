package dev.flakydetector.failure.text;

import java.util.Arrays;

/** Tells lines that speak of trouble from those that do not, cheaply enough for every line of a long log. */
public final class Telltale {

    private static final String[] WORDS = {
        "error",
        "exception",
        "traceback",
        "fail",
        "panic",
        "assert",
        "fatal",
        "abort",
        "killed",
        "timed out",
        "segmentation",
        "cannot",
        "expected",
        "exit code",
        "exit status"
    };

    /** The words by the letter they start with, small or large. */
    private static final String[][] BY_LETTER = byLetter();

    private Telltale() {}

    private static String[][] byLetter() {
        String[][] words = new String[128][];
        for (int c = 0; c < words.length; c++) {
            String letter = String.valueOf(Character.toLowerCase((char) c));
            words[c] =
                    Arrays.stream(WORDS).filter(word -> word.startsWith(letter)).toArray(String[]::new);
        }
        return words;
    }

    public static boolean of(String line) {
        int last = line.length() - 1;
        for (int i = 0; i < last; i++) {
            char c = line.charAt(i);
            if (c < BY_LETTER.length && BY_LETTER[c].length > 0 && startsAt(line, i, BY_LETTER[c])) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsAt(String line, int at, String[] words) {
        char second = line.charAt(at + 1);
        for (String word : words) {
            boolean mayBe = (second | 0x20) == word.charAt(1);
            if (mayBe && line.regionMatches(true, at, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
