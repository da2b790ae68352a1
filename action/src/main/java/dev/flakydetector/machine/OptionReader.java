package dev.flakydetector.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the texts of options into values, and gathers what is wrong with all of them instead of stopping at the first. */
public final class OptionReader {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(s|m|h|)");

    private final List<String> problems = new ArrayList<>();

    public List<String> problems() {
        return List.copyOf(problems);
    }

    public void problem(String message) {
        problems.add(message);
    }

    /** A whole number within bounds; empty when the option was not given, or is wrong and now a problem. */
    public Optional<Integer> number(String option, @Nullable String text, int least, int most) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            int value = Integer.parseInt(text.strip());
            if (least <= value && value <= most) {
                return Optional.of(value);
            }
        } catch (NumberFormatException e) {
            // Told below together with numbers out of bounds.
        }
        problems.add("%s must be a whole number from %d to %d, found '%s'".formatted(option, least, most, text));
        return Optional.empty();
    }

    /** A number above 0 and below 1. */
    public Optional<Double> share(String option, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            double value = Double.parseDouble(text.strip());
            if (0 < value && value < 1) {
                return Optional.of(value);
            }
        } catch (NumberFormatException e) {
            // Told below together with numbers out of bounds.
        }
        problems.add("%s must be a number above 0 and below 1, found '%s'".formatted(option, text));
        return Optional.empty();
    }

    /** A duration such as {@code 300s}, {@code 5m} or plain seconds. */
    public Optional<Duration> duration(String option, @Nullable String text, Duration most) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher matcher = DURATION.matcher(text.strip());
        if (matcher.matches()) {
            Duration value = Duration.ofSeconds(Long.parseLong(matcher.group(1)) * secondsPer(matcher.group(2)));
            if (!value.isZero() && value.compareTo(most) <= 0) {
                return Optional.of(value);
            }
        }
        problems.add("%s must be a time from 1s to %ds, such as 300s or 5m, found '%s'"
                .formatted(option, most.toSeconds(), text));
        return Optional.empty();
    }

    private static long secondsPer(String unit) {
        return switch (unit) {
            case "m" -> 60;
            case "h" -> 3_600;
            default -> 1;
        };
    }

    /** One of a few words. */
    public <T> Optional<T> word(
            String option, @Nullable String text, Function<String, Optional<T>> byToken, List<String> tokens) {
        if (text == null) {
            return Optional.empty();
        }
        Optional<T> value = byToken.apply(text.strip());
        if (value.isEmpty()) {
            problems.add("%s must be one of %s, found '%s'".formatted(option, String.join(", ", tokens), text));
        }
        return value;
    }

    /** A comma-separated set of words, or {@code all} or {@code none} alone. */
    public <E extends Enum<E>> Optional<Set<E>> words(
            String option,
            @Nullable String text,
            Function<String, Optional<E>> byToken,
            Class<E> type,
            List<String> tokens) {
        if (text == null) {
            return Optional.empty();
        }
        if (text.strip().equals("all")) {
            return Optional.of(EnumSet.allOf(type));
        }
        if (text.strip().equals("none")) {
            return Optional.of(EnumSet.noneOf(type));
        }
        Set<E> values = EnumSet.noneOf(type);
        for (String part : text.split(",", -1)) {
            byToken.apply(part.strip())
                    .ifPresentOrElse(
                            values::add,
                            () -> problems.add("%s takes all, none, or a list of %s; found '%s'"
                                    .formatted(option, String.join(", ", tokens), part)));
        }
        return Optional.of(values);
    }
}
