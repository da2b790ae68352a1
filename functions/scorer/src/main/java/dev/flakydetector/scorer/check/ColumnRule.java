package dev.flakydetector.scorer.check;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What the schema says of one column.
 *
 * @param needed whether the column must be there
 * @param mayBeEmpty whether single fields may be empty
 * @param least and
 * @param most the range of a number, both ends included; infinite where open
 * @param allowed the values of a text column; empty where any will do
 * @param order from row to row
 * @param compared whether it is held against the reference set
 */
public record ColumnRule(
        String name,
        ColumnType type,
        boolean needed,
        boolean mayBeEmpty,
        double least,
        double most,
        Set<String> allowed,
        RowOrder order,
        boolean compared) {

    public ColumnRule {
        allowed = new LinkedHashSet<>(allowed);
        if (!(least <= most)) {
            throw new IllegalArgumentException("a range needs min <= max, found %s and %s".formatted(least, most));
        }
    }

    /** How the values of a column follow each other down the file. */
    public enum RowOrder {
        ANY,
        NEVER_FALLING,
        RISING
    }

    static ColumnRule text(String name) {
        return of(name, ColumnType.TEXT, Double.NEGATIVE_INFINITY);
    }

    static ColumnRule timestamp(String name) {
        return of(name, ColumnType.TIMESTAMP, Double.NEGATIVE_INFINITY);
    }

    static ColumnRule atLeast(String name, ColumnType type, double least) {
        return of(name, type, least);
    }

    private static ColumnRule of(String name, ColumnType type, double least) {
        return new ColumnRule(
                name,
                type,
                true,
                false,
                least,
                Double.POSITIVE_INFINITY,
                Set.of(),
                RowOrder.ANY,
                type != ColumnType.TIMESTAMP);
    }
}
