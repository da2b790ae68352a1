package dev.flakydetector.scorer.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The runs of a data set as features and outcomes; row numbers are those of the file. */
public final class RunRows {

    private final List<Feature> features;
    private final Map<String, String[]> words = new LinkedHashMap<>();
    private final Map<String, double[]> numbers = new LinkedHashMap<>();
    private final double[] begins;
    private final boolean[] failed;
    private final String[] groups;
    private HistoryMemory memory = HistoryMemory.none();

    RunRows(List<Feature> features, double[] begins, boolean[] failed, String[] groups) {
        this.features = List.copyOf(features);
        this.begins = begins;
        this.failed = failed;
        this.groups = groups;
    }

    void put(String feature, String[] values) {
        words.put(feature, values);
    }

    void put(String feature, double[] values) {
        numbers.put(feature, values);
    }

    void remember(HistoryMemory kinds) {
        memory = kinds;
    }

    /** What is known of each kind once all of these runs have ended. */
    public HistoryMemory memory() {
        return memory;
    }

    public List<Feature> features() {
        return features;
    }

    public int size() {
        return failed.length;
    }

    public boolean failed(int row) {
        return failed[row];
    }

    /** What figures are told apart by, such as a project; one group for all where the data set names none. */
    public String group(int row) {
        return groups[row];
    }

    String word(String feature, int row) {
        String[] values = words.get(feature);
        if (values == null) {
            throw new IllegalArgumentException("'%s' is not a category here".formatted(feature));
        }
        return values[row];
    }

    public double number(String feature, int row) {
        double[] values = numbers.get(feature);
        if (values == null) {
            throw new IllegalArgumentException("'%s' is not a number here".formatted(feature));
        }
        return values[row];
    }

    public double begin(int row) {
        return begins[row];
    }

    /** All rows, oldest first; equal times keep the file's order. */
    public int[] byTime() {
        return byTime(IntStream.range(0, size()).toArray());
    }

    /** These rows, oldest first; equal times keep the file's order. */
    public int[] byTime(int[] rows) {
        return Arrays.stream(rows)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(row -> begins[row]).thenComparing(row -> row))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    public double failureRate(int[] rows) {
        return Arrays.stream(rows).filter(row -> failed[row]).count() / (double) Math.max(1, rows.length);
    }

    public boolean[] outcomes(int[] rows) {
        boolean[] outcomes = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            outcomes[i] = failed[rows[i]];
        }
        return outcomes;
    }

    /** The same runs seen with other features, each of which must be one of these. */
    public RunRows withFeatures(List<Feature> chosen) {
        List<Feature> kept = new ArrayList<>(chosen);
        RunRows narrowed = new RunRows(kept, begins, failed, groups);
        narrowed.words.putAll(words);
        narrowed.numbers.putAll(numbers);
        narrowed.memory = memory;
        return narrowed;
    }
}
