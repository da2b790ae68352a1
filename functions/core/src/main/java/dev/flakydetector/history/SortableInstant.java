package dev.flakydetector.history;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** A moment as text that sorts as the moments do: {@link Instant#toString()} drops zeros, and then it does not. */
public final class SortableInstant {

    private static final DateTimeFormatter NANOSECONDS =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    private SortableInstant() {}

    public static String write(Instant instant) {
        return NANOSECONDS.format(instant);
    }

    public static Instant read(String text) {
        return Instant.parse(text);
    }
}
