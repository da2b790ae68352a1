package dev.flakydetector.scorer.feature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cells of a run data set, by column, as they stand in the file; rows keep the file's order. */
public final class RunTable {

    private final Map<String, String[]> columns;
    private final int rows;
    private final String sha256;

    RunTable(Map<String, String[]> columns, int rows, String sha256) {
        this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        this.rows = rows;
        this.sha256 = sha256;
    }

    public int rows() {
        return rows;
    }

    /** Of the bytes of the files that were read, one after the other. */
    public String sha256() {
        return sha256;
    }

    public List<String> columnNames() {
        return List.copyOf(columns.keySet());
    }

    public boolean has(String column) {
        return columns.containsKey(column);
    }

    String cell(String column, int row) {
        return cells(column)[row];
    }

    /** The column's cells; the caller leaves them as they are. */
    String[] cells(String column) {
        String[] cells = columns.get(column);
        if (cells == null) {
            throw new IllegalArgumentException(
                    "There is no column '%s': the columns are %s".formatted(column, String.join(", ", columnNames())));
        }
        return cells;
    }
}
