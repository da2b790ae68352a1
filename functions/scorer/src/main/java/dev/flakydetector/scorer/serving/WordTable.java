package dev.flakydetector.scorer.serving;

import dev.flakydetector.scorer.feature.FittedFeature.Words;
import org.jspecify.annotations.Nullable;

/** The words of one feature, found by their characters alone, so that a batch makes no text of each. */
final class WordTable {

    private static final int FACTOR = 31;

    private final @Nullable String[] words;
    private final double[] numbers;

    /** At most half full, so that a search for what is not there ends. */
    WordTable(Words feature) {
        int size = Integer.highestOneBit(Math.max(1, feature.words().size())) << 2;
        this.words = new String[size];
        this.numbers = new double[size];
        for (int number = 0; number < feature.words().size(); number++) {
            String word = feature.words().get(number);
            int place = place(word.toCharArray(), 0, word.length());
            words[place] = word;
            numbers[place] = number;
        }
    }

    /** The number of the word that stands there, or {@link Words#UNKNOWN}. */
    double number(char[] text, int offset, int length) {
        int place = place(text, offset, length);
        return words[place] == null ? Words.UNKNOWN : numbers[place];
    }

    /** Where the word is, or would be. */
    private int place(char[] text, int offset, int length) {
        int hash = 0;
        for (int i = offset; i < offset + length; i++) {
            hash = FACTOR * hash + text[i];
        }
        int place = (hash ^ (hash >>> Short.SIZE)) & (words.length - 1);
        String word = words[place];
        while (word != null && !isSame(word, text, offset, length)) {
            place = (place + 1) & (words.length - 1);
            word = words[place];
        }
        return place;
    }

    private static boolean isSame(String word, char[] text, int offset, int length) {
        if (word.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (word.charAt(i) != text[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
