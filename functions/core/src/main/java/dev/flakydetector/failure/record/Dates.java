package dev.flakydetector.failure.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Dates as CI systems write them: ISO 8601 with or without a zone, as e-mail does, or as seconds since 1970. */
final class Dates {

    /** Larger numbers are milliseconds: as seconds they would lie beyond the year 5000. */
    private static final long MOST_SECONDS = 100_000_000_000L;

    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter();

    /** Without a zone the date is taken as UTC, so that it reads the same on every machine. */
    private static final List<Function<String, Instant>> FORMATS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> LocalDateTime.parse(text, LOCAL).toInstant(ZoneOffset.UTC),
            text -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)),
            text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC),
            text -> sinceEpoch(Double.parseDouble(text)));

    private Dates() {}

    static Optional<Instant> parse(String text) {
        for (Function<String, Instant> format : FORMATS) {
            try {
                return Optional.of(format.apply(text.strip()));
            } catch (DateTimeException | NumberFormatException e) {
                // Not this format; the caller is told when it is none.
            }
        }
        return Optional.empty();
    }

    private static Instant sinceEpoch(double number) {
        if (!(number >= 0 && number < MOST_SECONDS * 1_000)) {
            throw new DateTimeException("Not a time since 1970: " + number);
        }
        return number < MOST_SECONDS
                ? Instant.ofEpochMilli((long) (number * 1_000))
                : Instant.ofEpochMilli((long) number);
    }
}
