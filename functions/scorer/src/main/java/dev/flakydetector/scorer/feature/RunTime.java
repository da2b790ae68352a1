package dev.flakydetector.scorer.feature;

import dev.flakydetector.scorer.table.Moment;
import dev.flakydetector.scorer.table.Numbers;
import dev.flakydetector.scorer.table.TimestampParser;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * When a run began. Hour and day of the week are those of the timestamp's own offset, since a team's day follows its own
 * clock; a timestamp without an offset is read as it stands.
 *
 * @param epochSecond seconds since 1970, or the number itself where a data set counts cycles
 * @param dayOfWeek 0 is Monday
 */
public record RunTime(double epochSecond, int hour, int dayOfWeek) {

    private static final int SECONDS_OF_HOUR = 3_600;
    private static final int SECONDS_OF_DAY = 86_400;
    private static final int DAYS_OF_WEEK = 7;
    private static final int THURSDAY = 3;
    private static final int PLAIN_LENGTH = "2026-01-31T23:59:59".length();
    private static final double NANOS = 1e9;

    /** Reads ISO 8601, with a blank for the T and without an offset if need be, or a plain number of seconds. */
    public static Optional<RunTime> parse(String text) {
        if (isPlain(text)) {
            return plain(text);
        }
        return TimestampParser.parse(text).map(RunTime::of).or(() -> number(text));
    }

    /** The moment that this many seconds since 1970 is, on the clock of UTC. */
    public static RunTime ofEpochSecond(double seconds) {
        long whole = (long) Math.floor(seconds);
        int hour = (int) (Math.floorMod(whole, (long) SECONDS_OF_DAY) / SECONDS_OF_HOUR);
        int day = (int) Math.floorMod(Math.floorDiv(whole, (long) SECONDS_OF_DAY) + THURSDAY, (long) DAYS_OF_WEEK);
        return new RunTime(seconds, hour, day);
    }

    /** The shape nearly all timestamps have, read without the library: a batch of ten thousand is mostly timestamps. */
    private static boolean isPlain(String text) {
        return text.length() >= PLAIN_LENGTH
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (text.charAt(10) == 'T' || text.charAt(10) == ' ')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && endOfFraction(text) >= text.length() - (text.endsWith("Z") ? 1 : 0);
    }

    private static int endOfFraction(String text) {
        int end = PLAIN_LENGTH;
        if (end + 1 < text.length() && text.charAt(end) == '.') {
            end++;
            while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                end++;
            }
        }
        return end;
    }

    private static Optional<RunTime> plain(String text) {
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        if (year < 0 || month < 1 || month > 12 || day < 1 || hour < 0 || hour > 23) {
            return Optional.empty();
        }
        if (minute < 0 || minute > 59 || second < 0 || second > 59) {
            return Optional.empty();
        }
        if (day > YearMonth.of(year, month).lengthOfMonth()) {
            return Optional.empty();
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        int end = endOfFraction(text);
        double fraction = end > PLAIN_LENGTH + 1 ? Double.parseDouble("0" + text.substring(PLAIN_LENGTH, end)) : 0;
        int ofDay = hour * SECONDS_OF_HOUR + minute * 60 + second;
        int dayOfWeek = (int) Math.floorMod(days + THURSDAY, (long) DAYS_OF_WEEK);
        return Optional.of(new RunTime((double) days * SECONDS_OF_DAY + ofDay + fraction, hour, dayOfWeek));
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MIN_VALUE;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Such as the number of a cycle. */
    private static Optional<RunTime> number(String text) {
        OptionalDouble number = Numbers.parse(text);
        return number.isPresent() ? Optional.of(ofEpochSecond(number.getAsDouble())) : Optional.empty();
    }

    private static RunTime of(Moment moment) {
        Instant instant = moment.instant();
        return new RunTime(instant.getEpochSecond() + instant.getNano() / NANOS, moment.hour(), moment.dayOfWeek());
    }
}
