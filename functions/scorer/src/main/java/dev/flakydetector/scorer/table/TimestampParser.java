package dev.flakydetector.scorer.table;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads what tools write for a time: ISO 8601 with a blank or a T between date and time, seconds, their fraction and the
 * offset optional; a date alone; or seconds or milliseconds since 1970.
 */
public final class TimestampParser {

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][ ]HH:mm")
            .optionalStart()
            .appendPattern(":ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .optionalEnd()
            .appendPattern("[ ]")
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH", "Z")
            .optionalEnd()
            .appendPattern("['UTC']")
            .optionalEnd()
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
            .toFormatter(Locale.ROOT)
            .withChronology(IsoChronology.INSTANCE)
            .withResolverStyle(ResolverStyle.STRICT);

    /** 1973 to 5138 in seconds, and the same in milliseconds from 100,000,000,000 on. */
    private static final double LEAST_SECONDS = 1e8;

    private static final double LEAST_MILLISECONDS = 1e11;
    private static final double MOST_MILLISECONDS = 1e14;

    private TimestampParser() {}

    /** The moment; empty when the text is none. */
    public static Optional<Moment> parse(String text) {
        if (text.length() < 9 || !Character.isDigit(text.charAt(0))) {
            return Optional.empty();
        }
        if (text.charAt(4) != '-') {
            return sinceEpoch(text);
        }
        try {
            TemporalAccessor parsed = FORMAT.parse(text);
            Optional<ZoneOffset> offset = parsed.isSupported(ChronoField.OFFSET_SECONDS)
                    ? Optional.of(ZoneOffset.from(parsed))
                    : Optional.<ZoneOffset>empty().or(() -> utc(text));
            return Optional.of(new Moment(LocalDateTime.from(parsed), offset));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneOffset> utc(String text) {
        return text.endsWith("UTC") ? Optional.of(ZoneOffset.UTC) : Optional.empty();
    }

    private static Optional<Moment> sinceEpoch(String text) {
        try {
            double number = Double.parseDouble(text);
            if (!(LEAST_SECONDS <= number && number < MOST_MILLISECONDS)) {
                return Optional.empty();
            }
            double milliseconds = number < LEAST_MILLISECONDS ? number * 1_000 : number;
            Instant instant = Instant.ofEpochMilli(Math.round(milliseconds));
            return Optional.of(
                    new Moment(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), Optional.of(ZoneOffset.UTC)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
