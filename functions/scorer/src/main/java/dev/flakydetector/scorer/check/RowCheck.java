package dev.flakydetector.scorer.check;

import dev.flakydetector.scorer.table.Columns;
import dev.flakydetector.scorer.table.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Holds each row to the rules of its columns and to the relations between them. */
final class RowCheck {

    private static final char NO_TEXT = '\uFFFD';

    private final int width;
    private final List<FieldCheck> fields = new ArrayList<>();
    private final List<PlacedRelation> relations = new ArrayList<>();
    private final Violations violations;

    /** A relation with the two columns that it is about. */
    private record PlacedRelation(Relation relation, FieldCheck left, FieldCheck right) {}

    RowCheck(DataSchema schema, Columns columns, Violations violations) {
        this.width = columns.size();
        this.violations = violations;
        Map<String, FieldCheck> byName = new HashMap<>();
        for (ColumnRule rule : schema.columns()) {
            OptionalInt index = columns.indexOf(rule.name());
            if (index.isPresent()) {
                FieldCheck field = new FieldCheck(rule, index.getAsInt(), violations);
                fields.add(field);
                byName.put(rule.name(), field);
            }
        }
        for (Relation relation : schema.relations()) {
            FieldCheck left = byName.get(relation.left());
            FieldCheck right = byName.get(relation.right());
            if (left != null && right != null) {
                relations.add(new PlacedRelation(relation, left, right));
            }
        }
    }

    void check(Row row) {
        if (row.size() != width) {
            violations.add(row, Rule.FIELD_COUNT, () -> "%d fields for %d columns".formatted(row.size(), width));
            return;
        }
        for (int i = 0; i < width; i++) {
            if (row.field(i).indexOf(NO_TEXT) >= 0) {
                String field = row.field(i);
                violations.add(row, Rule.ENCODING, () -> field);
                break;
            }
        }
        for (FieldCheck field : fields) {
            field.check(row);
        }
        for (PlacedRelation placed : relations) {
            check(placed, row);
        }
    }

    private void check(PlacedRelation placed, Row row) {
        FieldCheck left = placed.left();
        FieldCheck right = placed.right();
        if (left.hasPlace()
                && right.hasPlace()
                && !placed.relation().comparison().holds(left.place(), right.place())) {
            violations.add(
                    row,
                    left.rule().name(),
                    Rule.RELATION,
                    () -> "%s: found %s and %s"
                            .formatted(placed.relation(), row.field(left.index()), row.field(right.index())));
        }
    }
}
