package dev.flakydetector.scorer.check;

import dev.flakydetector.scorer.table.Columns;
import dev.flakydetector.scorer.table.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** How the columns of a data set are distributed, in bounded memory: what a comparison with another set needs. */
final class Profile {

    private final Map<String, CategoryCounts> texts = new LinkedHashMap<>();
    private final Map<String, NumberSample> numbers = new LinkedHashMap<>();
    private final Map<String, Integer> indexes = new LinkedHashMap<>();
    private final DataSchema schema;

    Profile(DataSchema schema, Columns columns) {
        this.schema = schema;
        for (ColumnRule rule : schema.columns()) {
            OptionalInt index = columns.indexOf(rule.name());
            if (!rule.compared() || index.isEmpty()) {
                continue;
            }
            indexes.put(rule.name(), index.getAsInt());
            if (rule.type() == ColumnType.TEXT) {
                texts.put(rule.name(), new CategoryCounts());
            } else {
                numbers.put(rule.name(), new NumberSample());
            }
        }
    }

    void add(Row row) {
        texts.forEach((name, counts) -> counts.add(row.field(index(name))));
        numbers.forEach((name, sample) -> {
            ColumnType type = schema.column(name).orElseThrow().type();
            OptionalDouble place = type.place(row.field(index(name)));
            if (place.isPresent()) {
                sample.add(place.getAsDouble());
            }
        });
    }

    private int index(String name) {
        return indexes.getOrDefault(name, 0);
    }

    Map<String, CategoryCounts> texts() {
        return texts;
    }

    Map<String, NumberSample> numbers() {
        return numbers;
    }
}
