package dev.flakydetector.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the parameters of a query and gathers what is wrong with them. */
final class Parameters {

    private final ApiRequest request;
    private final List<FieldProblem> problems = new ArrayList<>();

    Parameters(ApiRequest request) {
        this.request = request;
    }

    Optional<Integer> number(String name, int least, int most) {
        return request.parameter(name).flatMap(text -> {
            try {
                int value = Integer.parseInt(text);
                if (least <= value && value <= most) {
                    return Optional.of(value);
                }
                problems.add(FieldProblem.outOfBounds(
                        name, "must be from %d to %d, found %d".formatted(least, most, value)));
            } catch (NumberFormatException e) {
                problems.add(
                        FieldProblem.malformed(name, "must be a whole number from %d to %d".formatted(least, most)));
            }
            return Optional.empty();
        });
    }

    Optional<Instant> instant(String name) {
        return request.parameter(name).flatMap(text -> {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeParseException e) {
                problems.add(FieldProblem.malformed(name, "must be a moment such as 2026-01-31T12:00:00Z"));
                return Optional.empty();
            }
        });
    }

    /** A parameter that has to be there; empty when it is not, and now a problem. */
    Optional<String> needed(String name) {
        Optional<String> text = request.parameter(name);
        if (text.isEmpty()) {
            problems.add(FieldProblem.malformed(name, "is missing"));
        }
        return text;
    }

    List<FieldProblem> problems() {
        return problems;
    }
}
