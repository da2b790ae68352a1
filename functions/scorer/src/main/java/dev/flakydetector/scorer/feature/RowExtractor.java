package dev.flakydetector.scorer.feature;

import dev.flakydetector.scorer.table.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** Makes runs of a table's cells as a description says, and lists every cell that stands in the way. */
public final class RowExtractor {

    /** What came of it: runs, or the reasons why there are none. */
    public record Extraction(Optional<RunRows> runs, List<String> problems) {
        public Extraction {
            problems = List.copyOf(problems);
        }
    }

    private static final int MOST_PROBLEMS = 50;
    private static final String ONE_GROUP = "all";

    private final RunTable table;
    private final DatasetDescription description;
    private final List<String> problems = new ArrayList<>();

    public RowExtractor(RunTable table, DatasetDescription description) {
        this.table = table;
        this.description = description;
    }

    /** With the description's own features. */
    public Extraction extract() {
        List<Feature> features = new ArrayList<>(description.historyFeatures());
        features.addAll(description.columnFeatures());
        return extract(features);
    }

    /** With the features of these names: described ones, or any other column, whose kind its cells decide. */
    public Extraction extractNamed(List<String> names) {
        List<Feature> chosen = new ArrayList<>();
        for (String name : names) {
            Optional<Feature> described = Stream.concat(
                            description.historyFeatures().stream(), description.columnFeatures().stream())
                    .filter(feature -> feature.name().equals(name))
                    .findFirst();
            if (described.isPresent()) {
                chosen.add(described.orElseThrow());
            } else if (name.equals("hour")) {
                chosen.add(Feature.hour());
            } else if (name.equals("dayofweek")) {
                chosen.add(Feature.dayOfWeek());
            } else if (table.has(name)) {
                chosen.add(byItsCells(name));
            } else {
                problem("There is no column '%s' to take as a feature".formatted(name));
            }
        }
        return problems.isEmpty() ? extract(chosen) : refused();
    }

    private Feature byItsCells(String column) {
        for (String cell : table.cells(column)) {
            if (!cell.isBlank() && Numbers.parse(cell).isEmpty()) {
                return Feature.category(column);
            }
        }
        return Feature.number(column);
    }

    private Extraction extract(List<Feature> features) {
        missingColumns(features).forEach(name -> problem("There is no column '%s'".formatted(name)));
        if (table.rows() == 0) {
            problem("There are no rows");
        }
        if (!problems.isEmpty()) {
            return refused();
        }
        RunTime[] times = times();
        double[] begins = new double[times.length];
        for (int row = 0; row < times.length; row++) {
            begins[row] = times[row].epochSecond();
        }
        boolean[] failed = outcomes();
        RunRows runs = new RunRows(features, begins, failed, groups());
        fillHistories(runs, begins, failed);
        for (Feature feature : features) {
            fill(runs, feature, times);
        }
        return problems.isEmpty() ? new Extraction(Optional.of(runs), List.of()) : refused();
    }

    private Extraction refused() {
        return new Extraction(Optional.empty(), problems);
    }

    private Set<String> missingColumns(List<Feature> features) {
        Set<String> needed = new LinkedHashSet<>();
        needed.add(description.time());
        needed.add(description.target().column());
        description.duration().ifPresent(needed::add);
        description.group().ifPresent(needed::add);
        description.histories().forEach(needed::addAll);
        features.stream()
                .filter(feature ->
                        feature.source() == Feature.Source.CATEGORY || feature.source() == Feature.Source.NUMBER)
                .forEach(feature -> needed.add(feature.name()));
        needed.removeIf(table::has);
        return needed;
    }

    private RunTime[] times() {
        String[] cells = table.cells(description.time());
        RunTime[] times = new RunTime[cells.length];
        for (int row = 0; row < cells.length; row++) {
            Optional<RunTime> time = RunTime.parse(cells[row]);
            if (time.isEmpty()) {
                problem(row, description.time(), cells[row], "a time");
            }
            times[row] = time.orElseGet(() -> RunTime.ofEpochSecond(0));
        }
        return times;
    }

    private boolean[] outcomes() {
        String column = description.target().column();
        String[] cells = table.cells(column);
        boolean[] failed = new boolean[cells.length];
        for (int row = 0; row < cells.length; row++) {
            Optional<Boolean> outcome = description.target().failed(cells[row]);
            if (outcome.isEmpty()) {
                problem(row, column, cells[row], "an outcome");
            }
            failed[row] = outcome.orElse(false);
        }
        return failed;
    }

    private String[] groups() {
        String[] groups = new String[table.rows()];
        for (int row = 0; row < groups.length; row++) {
            int at = row;
            groups[row] =
                    description.group().map(column -> table.cell(column, at)).orElse(ONE_GROUP);
        }
        return groups;
    }

    private void fill(RunRows runs, Feature feature, RunTime[] times) {
        double[] numbers = new double[times.length];
        switch (feature.source()) {
            case CATEGORY -> runs.put(feature.name(), table.cells(feature.name()));
            case NUMBER -> runs.put(feature.name(), numbers(feature.name()));
            case HOUR -> {
                for (int row = 0; row < times.length; row++) {
                    numbers[row] = times[row].hour();
                }
                runs.put(feature.name(), numbers);
            }
            case DAY_OF_WEEK -> {
                for (int row = 0; row < times.length; row++) {
                    numbers[row] = times[row].dayOfWeek();
                }
                runs.put(feature.name(), numbers);
            }
            case HISTORY -> {
                // All of them are there already.
            }
        }
    }

    private void fillHistories(RunRows runs, double[] begins, boolean[] failed) {
        if (description.histories().isEmpty()) {
            return;
        }
        double[] ends = begins.clone();
        description.duration().ifPresent(column -> {
            double[] seconds = numbers(column);
            for (int row = 0; row < ends.length; row++) {
                ends[row] += Double.isNaN(seconds[row]) ? 0 : seconds[row];
            }
        });
        HistoryFeatures histories = new HistoryFeatures(
                begins,
                ends,
                failed,
                Arrays.stream(table.cells(description.target().column()))
                        .mapToDouble(description.target()::amount)
                        .toArray());
        for (List<String> columns : description.histories()) {
            List<List<String>> keys = new ArrayList<>(begins.length);
            for (int row = 0; row < begins.length; row++) {
                int at = row;
                keys.add(columns.stream().map(column -> table.cell(column, at)).toList());
            }
            histories.of(DatasetDescription.historyName(columns), keys).forEach(runs::put);
        }
    }

    /** A blank cell is not known, which is no mistake. */
    private double[] numbers(String column) {
        String[] cells = table.cells(column);
        double[] values = new double[cells.length];
        for (int row = 0; row < cells.length; row++) {
            OptionalDouble value = Numbers.parse(cells[row]);
            if (value.isEmpty() && !cells[row].isBlank()) {
                problem(row, column, cells[row], "a number");
            }
            values[row] = value.orElse(Double.NaN);
        }
        return values;
    }

    private void problem(int row, String column, String cell, String wanted) {
        problem("Row %d, column '%s': '%s' is not %s".formatted(row, column, cell, wanted));
    }

    private void problem(String text) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(text);
        }
    }
}
