package dev.flakydetector.scorer.check;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One place where a data set breaks its schema.
 *
 * @param row counted from zero below the header; empty for the whole file
 * @param line of the file where the row begins, counted from one
 * @param column in the schema's spelling; empty for the whole row
 * @param value what was found, shortened
 */
public record Violation(OptionalLong row, OptionalLong line, Optional<String> column, Rule rule, String value) {

    private static final int MOST_CHARACTERS = 200;

    public Violation {
        if (value.length() > MOST_CHARACTERS) {
            value = value.substring(0, MOST_CHARACTERS) + "…";
        }
    }

    static Violation ofFile(Rule rule, String value) {
        return new Violation(OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), rule, value);
    }

    static Violation ofColumn(String column, Rule rule, String value) {
        return new Violation(OptionalLong.empty(), OptionalLong.empty(), Optional.of(column), rule, value);
    }

    static Violation ofRow(long row, Rule rule, String value) {
        return new Violation(OptionalLong.of(row), OptionalLong.empty(), Optional.empty(), rule, value);
    }
}
