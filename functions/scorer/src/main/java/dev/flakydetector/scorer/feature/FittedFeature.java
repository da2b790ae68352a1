package dev.flakydetector.scorer.feature;

import java.util.List;
import java.util.Objects;

/** A feature with what training learned of it: its words, or its range. */
public sealed interface FittedFeature {

    Feature feature();

    /** The value that stands for an ordinary run: the most frequent word's number, or the median. */
    double ordinary();

    /** How many columns of the model it takes. */
    int width();

    /** Writes the value into the model's columns from {@code at} on. */
    void encode(double value, float[] into, int at);

    /** Words, numbered in alphabetical order; a word that training never saw is {@link #UNKNOWN}. */
    record Words(Feature feature, List<String> words, double ordinary) implements FittedFeature {

        public static final double UNKNOWN = -1;

        public Words {
            Objects.requireNonNull(feature);
            words = List.copyOf(words);
        }

        @Override
        public int width() {
            return words.size();
        }

        @Override
        public void encode(double value, float[] into, int at) {
            if (value >= 0) {
                into[at + (int) value] = 1;
            }
        }
    }

    /**
     * Numbers.
     *
     * @param whole training saw whole numbers only, so a fraction is a mistake
     * @param positive training saw no negative number, so one is a mistake
     */
    record Range(Feature feature, double ordinary, boolean whole, boolean positive) implements FittedFeature {

        public Range {
            Objects.requireNonNull(feature);
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public void encode(double value, float[] into, int at) {
            into[at] = (float) value;
        }
    }
}
