package dev.flakydetector.scorer.feature;

import dev.flakydetector.scorer.table.Columns;
import dev.flakydetector.scorer.table.CsvTable;
import dev.flakydetector.scorer.table.UnreadableTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads CSV files, plain or gzipped, into one table; files read together have the same columns. */
public final class RunTableReader {

    private static final String MISSING = "";

    private final MessageDigest digest = sha256();

    public RunTable read(List<Path> files) throws UnreadableTable, IOException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        int rows = 0;
        for (Path file : files) {
            rows = readInto(columns, rows, file);
        }
        return table(columns, rows);
    }

    /** As {@link #read}, with the columns of the row that agrees with it on {@code keys} in another file. */
    public RunTable read(List<Path> files, Path joined, List<String> keys) throws UnreadableTable, IOException {
        RunTable left = read(files);
        Map<String, List<String>> others = new LinkedHashMap<>();
        int otherRows = readInto(others, 0, joined);
        Map<String, Integer> rowByKey = new HashMap<>();
        for (int row = 0; row < otherRows; row++) {
            int at = row;
            rowByKey.put(key(keys, name -> cells(others, name, joined).get(at)), row);
        }
        Map<String, List<String>> columns = new LinkedHashMap<>();
        left.columnNames().forEach(name -> columns.put(name, List.of(left.cells(name))));
        for (String name : others.keySet()) {
            if (!left.has(name)) {
                columns.put(name, joinedColumn(left, cells(others, name, joined), keys, rowByKey));
            }
        }
        return table(columns, left.rows());
    }

    private static List<String> joinedColumn(
            RunTable left, List<String> other, List<String> keys, Map<String, Integer> rowByKey) {
        List<String> cells = new ArrayList<>(left.rows());
        for (int row = 0; row < left.rows(); row++) {
            int at = row;
            Integer match = rowByKey.get(key(keys, name -> left.cell(name, at)));
            cells.add(match == null ? MISSING : other.get(match));
        }
        return cells;
    }

    private static List<String> cells(Map<String, List<String>> columns, String name, Path file) {
        return Optional.ofNullable(columns.get(name))
                .orElseThrow(() -> new IllegalArgumentException("%s has no column '%s'".formatted(file, name)));
    }

    private static String key(List<String> names, UnaryOperator<String> cell) {
        StringBuilder key = new StringBuilder();
        names.forEach(name -> key.append(cell.apply(name)).append('\u0000'));
        return key.toString();
    }

    private int readInto(Map<String, List<String>> columns, int rowsBefore, Path file)
            throws UnreadableTable, IOException {
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        try (CsvTable table = CsvTable.open(file)) {
            learnColumns(columns, table.columns(), rowsBefore, file);
            int[] rows = {rowsBefore};
            table.forEachRow(row -> {
                int column = 0;
                for (List<String> cells : columns.values()) {
                    cells.add(row.field(column));
                    column++;
                }
                rows[0]++;
            });
            return rows[0];
        }
    }

    private static void learnColumns(Map<String, List<String>> columns, Columns header, int rows, Path file) {
        if (!header.repeated().isEmpty()) {
            throw new IllegalArgumentException(
                    "%s names columns twice: %s".formatted(file, String.join(", ", header.repeated())));
        }
        if (rows > 0 && !List.copyOf(columns.keySet()).equals(header.names())) {
            throw new IllegalArgumentException(
                    "%s has other columns than the files before it: read together only files that agree"
                            .formatted(file));
        }
        header.names().forEach(name -> columns.putIfAbsent(name, new ArrayList<>()));
    }

    private RunTable table(Map<String, List<String>> columns, int rows) throws IOException {
        Map<String, String[]> cells = new LinkedHashMap<>();
        columns.forEach((name, column) -> cells.put(name, column.toArray(String[]::new)));
        try {
            MessageDigest soFar = (MessageDigest) digest.clone();
            return new RunTable(cells, rows, HexFormat.of().formatHex(soFar.digest()));
        } catch (CloneNotSupportedException e) {
            throw new IOException("The platform's SHA-256 cannot be read midway", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
