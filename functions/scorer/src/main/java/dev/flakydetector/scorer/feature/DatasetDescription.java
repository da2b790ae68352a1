package dev.flakydetector.scorer.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the columns of a run data set mean.
 *
 * @param time when a run began: a timestamp, seconds, or the number of a cycle
 * @param duration seconds until it ended; without it a run counts as over before any later time
 * @param group what figures are also told apart by
 * @param histories sets of columns; runs that agree on all of a set share a history
 */
public record DatasetDescription(
        String name,
        String time,
        Optional<String> duration,
        Target target,
        Optional<String> group,
        List<List<String>> histories,
        List<String> categories,
        List<String> numbers,
        boolean clock,
        Optional<Join> join) {

    /** Columns of another file, taken from the row that agrees on the keys. */
    public record Join(String file, List<String> keys) {
        public Join {
            Objects.requireNonNull(file);
            keys = List.copyOf(keys);
        }
    }

    private static final DatasetDescription END_TO_END = new DatasetDescription(
            "end-to-end runs",
            "timestamp",
            Optional.empty(),
            Target.above("scenarios_failed", 0),
            Optional.empty(),
            List.of(),
            List.of("squad", "platform", "environment", "device_id"),
            List.of("scenarios_total", "memory_mb"),
            true,
            Optional.empty());

    public DatasetDescription {
        Objects.requireNonNull(name);
        Objects.requireNonNull(time);
        Objects.requireNonNull(duration);
        Objects.requireNonNull(target);
        Objects.requireNonNull(group);
        Objects.requireNonNull(join);
        histories = histories.stream().map(List::copyOf).toList();
        categories = List.copyOf(categories);
        numbers = List.copyOf(numbers);
    }

    /** End-to-end runs: a squad's suite on a device, counted in scenarios. */
    public static DatasetDescription endToEnd() {
        return END_TO_END;
    }

    /** The features that tell of earlier runs, those of the first set of columns first. */
    List<Feature> historyFeatures() {
        return histories.stream()
                .flatMap(columns -> HistoryFeatures.names(historyName(columns)).stream())
                .filter(name -> target.isCount() || !name.contains(HistoryFeatures.AMOUNT))
                .map(Feature::history)
                .toList();
    }

    static String historyName(List<String> columns) {
        return String.join("_", columns);
    }

    /** The features of the columns and the clock; those of the history come on top. */
    List<Feature> columnFeatures() {
        List<Feature> features = new ArrayList<>();
        categories.forEach(column -> features.add(Feature.category(column)));
        numbers.forEach(column -> features.add(Feature.number(column)));
        if (clock) {
            features.add(Feature.hour());
            features.add(Feature.dayOfWeek());
        }
        return features;
    }
}
