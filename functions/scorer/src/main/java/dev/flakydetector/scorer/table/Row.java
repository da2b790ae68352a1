package dev.flakydetector.scorer.table;

import de.siegmar.fastcsv.reader.CsvRecord;

/** One row of a table, valid after the table moved on. */
public final class Row {

    private final long number;
    private final CsvRecord fields;

    Row(long number, CsvRecord fields) {
        this.number = number;
        this.fields = fields;
    }

    /** Counted from zero at the first row below the header. */
    public long number() {
        return number;
    }

    /** The line of the file where the row begins, counted from one. */
    public long line() {
        return fields.getStartingLineNumber();
    }

    /** How many fields the row has, which may be more or fewer than there are columns. */
    public int size() {
        return fields.getFieldCount();
    }

    /** The field of a column without blanks around it; empty where the row is too short. */
    public String field(int column) {
        return column < fields.getFieldCount() ? fields.getField(column).strip() : "";
    }
}
