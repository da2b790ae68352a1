package dev.flakydetector.scorer.feature;

import java.util.Objects;

/** One thing a model may look at, by the name of its column or of what it is derived from. */
public record Feature(String name, Source source) {

    /** Where a feature's value comes from. */
    public enum Source {
        /** A column of words. */
        CATEGORY,
        /** A column of numbers. */
        NUMBER,
        /** The timestamp's hour, 0 to 23. */
        HOUR,
        /** The timestamp's day of the week, 0 is Monday. */
        DAY_OF_WEEK,
        /** What ended before this run began. */
        HISTORY
    }

    public Feature {
        Objects.requireNonNull(name);
        Objects.requireNonNull(source);
    }

    static Feature category(String name) {
        return new Feature(name, Source.CATEGORY);
    }

    static Feature number(String name) {
        return new Feature(name, Source.NUMBER);
    }

    static Feature hour() {
        return new Feature("hour", Source.HOUR);
    }

    static Feature dayOfWeek() {
        return new Feature("dayofweek", Source.DAY_OF_WEEK);
    }

    static Feature history(String name) {
        return new Feature(name, Source.HISTORY);
    }
}
