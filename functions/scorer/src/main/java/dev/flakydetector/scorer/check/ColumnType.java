package dev.flakydetector.scorer.check;

import dev.flakydetector.scorer.table.Moment;
import dev.flakydetector.scorer.table.Numbers;
import dev.flakydetector.scorer.table.TimestampParser;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a column holds. All but text have a place on a number line, by which they are ordered and compared. */
public enum ColumnType {
    TEXT,
    INTEGER,
    NUMBER,
    TIMESTAMP;

    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ColumnType> ofToken(String token) {
        return Arrays.stream(values())
                .filter(type -> type.token().equals(token))
                .findFirst();
    }

    boolean isNumeric() {
        return this == INTEGER || this == NUMBER;
    }

    /** Where a value stands: the number, or the seconds since 1970; empty when it is not of this type. */
    OptionalDouble place(String text) {
        return switch (this) {
            case TEXT -> OptionalDouble.empty();
            case NUMBER -> Numbers.parse(text);
            case INTEGER -> wholeNumber(text);
            case TIMESTAMP -> instant(text);
        };
    }

    private static OptionalDouble instant(String text) {
        Optional<Moment> moment = TimestampParser.parse(text);
        if (moment.isEmpty()) {
            return OptionalDouble.empty();
        }
        Instant instant = moment.get().instant();
        return OptionalDouble.of(instant.getEpochSecond() + instant.getNano() / 1e9);
    }

    /** {@code 12.0} is a whole number too: some tools write them so as soon as one value of the column is missing. */
    private static OptionalDouble wholeNumber(String text) {
        OptionalDouble value = Numbers.parse(text);
        return value.isPresent() && Math.rint(value.getAsDouble()) == value.getAsDouble()
                ? value
                : OptionalDouble.empty();
    }
}
