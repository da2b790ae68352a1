package dev.flakydetector.scorer.feature;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads CSV files, plain or gzipped, into one table; files read together have the same columns. */
public final class RunTableReader {

    private static final String MISSING = "";

    private final char separator;
    private final MessageDigest digest = sha256();

    public RunTableReader(char separator) {
        this.separator = separator;
    }

    public RunTable read(List<Path> files) throws IOException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        int rows = 0;
        for (Path file : files) {
            rows = readInto(columns, rows, file);
        }
        return table(columns, rows);
    }

    /** As {@link #read}, with the columns of the row that agrees with it on {@code keys} in another file. */
    public RunTable read(List<Path> files, Path joined, List<String> keys) throws IOException {
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

    private static String key(List<String> names, java.util.function.UnaryOperator<String> cell) {
        StringBuilder key = new StringBuilder();
        names.forEach(name -> key.append(cell.apply(name)).append('\u0000'));
        return key.toString();
    }

    private int readInto(Map<String, List<String>> columns, int rowsBefore, Path file) throws IOException {
        int rows = rowsBefore;
        try (InputStream bytes = new DigestInputStream(open(file), digest);
                CsvReader<NamedCsvRecord> records = CsvReader.builder()
                        .fieldSeparator(separator)
                        .ofNamedCsvRecord(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            for (NamedCsvRecord line : records) {
                if (rows == rowsBefore) {
                    learnColumns(columns, line.getHeader(), rowsBefore, file);
                }
                int column = 0;
                for (List<String> cells : columns.values()) {
                    cells.add(line.getField(column));
                    column++;
                }
                rows++;
            }
        }
        return rows;
    }

    private static void learnColumns(Map<String, List<String>> columns, List<String> header, int rows, Path file) {
        List<String> names = header.stream().map(RunTableReader::normalised).toList();
        if (rows > 0 && !List.copyOf(columns.keySet()).equals(names)) {
            throw new IllegalArgumentException(
                    "%s has other columns than the files before it: read together only files that agree"
                            .formatted(file));
        }
        names.forEach(name -> columns.putIfAbsent(name, new ArrayList<>()));
        if (columns.size() != names.size()) {
            throw new IllegalArgumentException("%s names a column twice: %s".formatted(file, String.join(", ", names)));
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
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

    /** {@code " Device ID"} becomes {@code device_id}. */
    private static String normalised(String name) {
        String spaced = name.strip().replaceAll("([a-z0-9])([A-Z])", "$1_$2");
        return spaced.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
    }
}
