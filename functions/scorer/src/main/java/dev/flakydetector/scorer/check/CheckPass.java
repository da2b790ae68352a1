package dev.flakydetector.scorer.check;

import dev.flakydetector.scorer.table.Columns;
import dev.flakydetector.scorer.table.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** One way through a file: its header, each row, and at the end what only all rows together show. */
final class CheckPass implements AutoCloseable {

    private final DataSchema schema;
    private final Violations violations;
    private final RowCheck rowCheck;
    private final RowFingerprint fingerprint = new RowFingerprint();
    private final DuplicateSearch duplicateRows;
    private final DuplicateSearch duplicateKeys;
    private final int[] keyColumns;
    private long rows;

    CheckPass(
            DataSchema schema, Columns columns, Violations violations, Path temporaryFolder, int fingerprintsInMemory) {
        this.schema = schema;
        this.violations = violations;
        this.rowCheck = new RowCheck(schema, columns, violations);
        this.duplicateRows = new DuplicateSearch(temporaryFolder, fingerprintsInMemory);
        this.duplicateKeys = new DuplicateSearch(temporaryFolder, fingerprintsInMemory);
        this.keyColumns = schema.uniqueKey().stream()
                .map(columns::indexOf)
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .toArray();
        checkHeader(columns);
    }

    private void checkHeader(Columns columns) {
        for (ColumnRule rule : schema.columns()) {
            if (rule.needed() && columns.indexOf(rule.name()).isEmpty()) {
                violations.add(Violation.ofColumn(rule.name(), Rule.MISSING_COLUMN, ""));
            }
        }
        for (String name : columns.repeated()) {
            violations.add(Violation.ofColumn(name, Rule.REPEATED_COLUMN, written(columns, name)));
        }
        if (!schema.moreColumns()) {
            List<String> extra = columns.names().stream()
                    .distinct()
                    .filter(name -> schema.column(name).isEmpty())
                    .toList();
            extra.forEach(name -> violations.add(Violation.ofColumn(name, Rule.EXTRA_COLUMN, written(columns, name))));
        }
    }

    private static String written(Columns columns, String name) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.names().get(i).equals(name)) {
                all.append(all.isEmpty() ? "" : ", ").append(columns.written().get(i));
            }
        }
        return all.toString();
    }

    void check(Row row) {
        rows++;
        rowCheck.check(row);
        if (schema.uniqueRows()) {
            fingerprint.ofAll(row);
            duplicateRows.add(fingerprint, row.number());
        }
        if (keyColumns.length > 0 && keyColumns.length == schema.uniqueKey().size()) {
            fingerprint.of(row, keyColumns);
            duplicateKeys.add(fingerprint, row.number());
        }
    }

    /** To be called after the last row. */
    void finish() {
        if (rows < schema.leastRows()) {
            violations.add(Violation.ofFile(Rule.TOO_FEW_ROWS, "%d, at least %d".formatted(rows, schema.leastRows())));
        }
        duplicateRows.search((row, first) ->
                violations.add(Violation.ofRow(row, Rule.DUPLICATE_ROW, "the same as row %d".formatted(first))));
        duplicateKeys.search((row, first) -> violations.add(Violation.ofRow(
                row,
                Rule.DUPLICATE_KEY,
                "%s the same as in row %d".formatted(String.join(", ", schema.uniqueKey()), first))));
    }

    long rows() {
        return rows;
    }

    @Override
    public void close() {
        duplicateRows.close();
        duplicateKeys.close();
    }
}
