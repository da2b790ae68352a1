package dev.flakydetector.scorer.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The columns of a table in the order of the file.
 *
 * @param written the names as the file has them
 * @param names the same in one spelling; a nameless column is {@code column_1}, counted from one
 */
public record Columns(List<String> written, List<String> names) {

    public Columns {
        written = List.copyOf(written);
        names = List.copyOf(names);
        if (written.size() != names.size()) {
            throw new IllegalArgumentException("%d names for %d columns".formatted(names.size(), written.size()));
        }
    }

    static Columns of(List<String> written) {
        List<String> names = new ArrayList<>();
        for (String name : written) {
            String normal = ColumnNames.normalise(name);
            names.add(normal.isEmpty() ? "column_" + (names.size() + 1) : normal);
        }
        return new Columns(written, names);
    }

    public int size() {
        return names.size();
    }

    /** Where the first column of this name stands; empty when there is none. */
    public OptionalInt indexOf(String name) {
        int index = names.indexOf(name);
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** Names that several columns share, each once. */
    public List<String> repeated() {
        Map<String, Integer> seen = new LinkedHashMap<>();
        names.forEach(name -> seen.merge(name, 1, Integer::sum));
        return seen.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }
}
