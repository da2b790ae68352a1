package dev.flakydetector.scorer.explore;

import dev.flakydetector.scorer.table.Columns;
import dev.flakydetector.scorer.table.CsvTable;
import dev.flakydetector.scorer.table.Moment;
import dev.flakydetector.scorer.table.Numbers;
import dev.flakydetector.scorer.table.Row;
import dev.flakydetector.scorer.table.TimestampParser;
import dev.flakydetector.scorer.table.UnreadableTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The runs of a data set.
 *
 * @param columns of the file
 * @param leftOut rows that are no runs: no time, no counts, or more failures than scenarios
 */
record Runs(List<Run> all, List<String> columns, long leftOut) {

    private static final List<String> NEEDED = List.of(
            "timestamp", "squad", "platform", "environment", "device_id", "scenarios_total", "scenarios_failed");

    Runs {
        all = List.copyOf(all);
        columns = List.copyOf(columns);
    }

    /** Reads a file; a file without the columns of a run is unreadable here. */
    static Runs read(Path file) throws UnreadableTable {
        try (CsvTable table = CsvTable.open(file)) {
            Columns columns = table.columns();
            List<String> missing = NEEDED.stream()
                    .filter(name -> columns.indexOf(name).isEmpty())
                    .toList();
            if (!missing.isEmpty()) {
                throw UnreadableTable.lacksColumns(file, missing);
            }
            RowReader reader = new RowReader(columns);
            table.forEachRow(reader::read);
            return new Runs(reader.runs, columns.names(), reader.leftOut);
        }
    }

    /** Turns rows into runs. */
    private static final class RowReader {

        private final int[] at;
        private final Optional<Integer> iteration;
        private final List<Run> runs = new ArrayList<>();
        private long leftOut;

        RowReader(Columns columns) {
            this.at = NEEDED.stream()
                    .mapToInt(name -> columns.indexOf(name).orElseThrow())
                    .toArray();
            this.iteration = columns.names().contains("iteration")
                    ? Optional.of(columns.names().indexOf("iteration"))
                    : Optional.empty();
        }

        void read(Row row) {
            Optional<Moment> startedAt = TimestampParser.parse(row.field(at[0]));
            OptionalDouble scenarios = Numbers.parse(row.field(at[5]));
            OptionalDouble failures = Numbers.parse(row.field(at[6]));
            if (startedAt.isEmpty() || !areCounts(scenarios, failures)) {
                leftOut++;
                return;
            }
            runs.add(new Run(
                    row.number(),
                    startedAt.get(),
                    text(row, at[1]),
                    text(row, at[2]),
                    text(row, at[3]),
                    text(row, at[4]),
                    iteration.map(index -> text(row, index)),
                    (int) scenarios.orElseThrow(),
                    (int) failures.orElseThrow()));
        }

        private static boolean areCounts(OptionalDouble scenarios, OptionalDouble failures) {
            return scenarios.isPresent()
                    && failures.isPresent()
                    && isCount(scenarios.getAsDouble())
                    && isCount(failures.getAsDouble())
                    && scenarios.getAsDouble() > 0
                    && failures.getAsDouble() <= scenarios.getAsDouble();
        }

        private static boolean isCount(double value) {
            return value >= 0 && value <= Integer.MAX_VALUE && Math.rint(value) == value;
        }

        private static String text(Row row, int column) {
            String text = row.field(column);
            return text.isEmpty() ? "(none)" : text.intern();
        }
    }
}
