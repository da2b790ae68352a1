package dev.flakydetector.scorer.check;

import java.util.List;
import java.util.Optional;

/**
 * What a data set must look like.
 *
 * @param moreColumns whether there may be columns that it does not name
 * @param uniqueRows whether no row may be there twice
 * @param uniqueKey columns whose values together name a row; empty when none do
 * @param leastRows how many rows there must be
 */
public record DataSchema(
        List<ColumnRule> columns,
        List<Relation> relations,
        boolean moreColumns,
        boolean uniqueRows,
        List<String> uniqueKey,
        long leastRows,
        DriftLimits drift) {

    /** Runs of end-to-end tests: eight columns are needed, and more are welcome. */
    public static final DataSchema RUNS = new DataSchema(
            List.of(
                    ColumnRule.timestamp("timestamp"),
                    ColumnRule.text("squad"),
                    ColumnRule.text("platform"),
                    ColumnRule.text("environment"),
                    ColumnRule.text("device_id"),
                    ColumnRule.atLeast("memory_mb", ColumnType.NUMBER, 0),
                    ColumnRule.atLeast("scenarios_total", ColumnType.INTEGER, 1),
                    ColumnRule.atLeast("scenarios_failed", ColumnType.INTEGER, 0)),
            List.of(new Relation("scenarios_failed", Relation.Comparison.AT_MOST, "scenarios_total")),
            true,
            true,
            List.of(),
            1,
            DriftLimits.DEFAULT);

    public DataSchema {
        columns = List.copyOf(columns);
        relations = List.copyOf(relations);
        uniqueKey = List.copyOf(uniqueKey);
    }

    Optional<ColumnRule> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
