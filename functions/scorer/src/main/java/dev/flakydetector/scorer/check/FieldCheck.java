package dev.flakydetector.scorer.check;

import dev.flakydetector.scorer.check.ColumnRule.RowOrder;
import dev.flakydetector.scorer.table.Row;
import java.util.OptionalDouble;

/** Holds the fields of one column to its rule, from row to row. */
final class FieldCheck {

    private final ColumnRule rule;
    private final int index;
    private final Violations violations;
    private double place = Double.NaN;
    private double before = Double.NEGATIVE_INFINITY;
    private boolean first = true;

    FieldCheck(ColumnRule rule, int index, Violations violations) {
        this.rule = rule;
        this.index = index;
        this.violations = violations;
    }

    ColumnRule rule() {
        return rule;
    }

    int index() {
        return index;
    }

    /** Whether the last row's field could be put on the number line. */
    boolean hasPlace() {
        return !Double.isNaN(place);
    }

    double place() {
        return place;
    }

    void check(Row row) {
        place = Double.NaN;
        String text = row.field(index);
        if (text.isEmpty()) {
            if (!rule.mayBeEmpty()) {
                violations.add(row, rule.name(), Rule.EMPTY, () -> "");
            }
            return;
        }
        if (!rule.allowed().isEmpty() && !rule.allowed().contains(text)) {
            violations.add(row, rule.name(), Rule.ALLOWED, () -> text);
        }
        if (rule.type() != ColumnType.TEXT) {
            checkPlace(row, text);
        }
    }

    private void checkPlace(Row row, String text) {
        OptionalDouble found = rule.type().place(text);
        if (found.isEmpty()) {
            violations.add(row, rule.name(), Rule.TYPE, () -> text);
            return;
        }
        place = found.getAsDouble();
        if (place < rule.least() || place > rule.most()) {
            violations.add(row, rule.name(), Rule.RANGE, () -> text);
        }
        boolean inOrder = switch (rule.order()) {
            case ANY -> true;
            case NEVER_FALLING -> place >= before;
            case RISING -> first || place > before;
        };
        if (!inOrder) {
            violations.add(row, rule.name(), Rule.ORDER, () -> text);
        }
        if (rule.order() != RowOrder.ANY) {
            before = Math.max(before, place);
            first = false;
        }
    }
}
