package dev.flakydetector.scorer.feature;

import dev.flakydetector.scorer.feature.FittedFeature.Range;
import dev.flakydetector.scorer.feature.FittedFeature.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The features of a model in their order, with what its training rows taught of each. A run is first a value per feature
 * (a word's number, or a number), which is what explanations vary, then a row of the model's columns.
 */
public final class FeatureSpace {

    private static final int LEAST_ROWS_OF_A_WORD = 10;
    private static final int MOST_WORDS = 200;

    private final List<FittedFeature> features;
    private final List<Map<String, Integer>> numberOfWord = new ArrayList<>();
    private final int[] offsets;
    private final int width;

    public FeatureSpace(List<FittedFeature> features) {
        this.features = List.copyOf(features);
        this.offsets = new int[features.size()];
        int column = 0;
        for (int i = 0; i < features.size(); i++) {
            offsets[i] = column;
            column += features.get(i).width();
            numberOfWord.add(features.get(i) instanceof Words words ? numbered(words) : Map.of());
        }
        this.width = column;
    }

    private static Map<String, Integer> numbered(Words feature) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String word : feature.words()) {
            numbers.put(word, numbers.size());
        }
        return numbers;
    }

    /** Learns words and ranges from these rows alone. */
    public static FeatureSpace fit(RunRows runs, int[] rows) {
        List<FittedFeature> fitted = new ArrayList<>();
        for (Feature feature : runs.features()) {
            fitted.add(
                    feature.source() == Feature.Source.CATEGORY
                            ? words(feature, runs, rows)
                            : range(feature, runs, rows));
        }
        return new FeatureSpace(fitted);
    }

    private static Words words(Feature feature, RunRows runs, int[] rows) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int row : rows) {
            counts.merge(runs.word(feature.name(), row), 1, Integer::sum);
        }
        List<String> kept = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= LEAST_ROWS_OF_A_WORD)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_WORDS)
                .map(Map.Entry::getKey)
                .toList();
        List<String> sorted = kept.stream().sorted().toList();
        return new Words(feature, sorted, kept.isEmpty() ? Words.UNKNOWN : sorted.indexOf(kept.get(0)));
    }

    private static Range range(Feature feature, RunRows runs, int[] rows) {
        double[] values = Arrays.stream(rows)
                .mapToDouble(row -> runs.number(feature.name(), row))
                .filter(value -> !Double.isNaN(value))
                .toArray();
        boolean whole = Arrays.stream(values).allMatch(value -> Double.compare(value, Math.rint(value)) == 0);
        boolean positive = Arrays.stream(values).allMatch(value -> value >= 0);
        return new Range(feature, median(values), whole, positive);
    }

    /** The middle value, or the mean of the two in the middle. */
    public static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public List<FittedFeature> features() {
        return features;
    }

    public List<String> names() {
        return features.stream().map(fitted -> fitted.feature().name()).toList();
    }

    /** The number of the first column of a feature. */
    public int column(int feature) {
        return offsets[feature];
    }

    /** How many columns the model sees. */
    public int width() {
        return width;
    }

    /** The word's number, or {@link Words#UNKNOWN}. */
    public double number(int feature, String word) {
        Integer number = numberOfWord.get(feature).get(word);
        return number == null ? Words.UNKNOWN : number;
    }

    /** One value per feature. */
    public double[] values(RunRows runs, int row) {
        double[] values = new double[features.size()];
        for (int i = 0; i < values.length; i++) {
            Feature feature = features.get(i).feature();
            values[i] = feature.source() == Feature.Source.CATEGORY
                    ? number(i, runs.word(feature.name(), row))
                    : runs.number(feature.name(), row);
            if (Double.isNaN(values[i])) {
                values[i] = features.get(i).ordinary();
            }
        }
        return values;
    }

    /** The model's columns for one value per feature. */
    public float[] encode(double[] values) {
        float[] columns = new float[width];
        for (int i = 0; i < values.length; i++) {
            features.get(i).encode(values[i], columns, offsets[i]);
        }
        return columns;
    }

    public float[][] encode(RunRows runs, int[] rows) {
        float[][] encoded = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            encoded[i] = encode(values(runs, rows[i]));
        }
        return encoded;
    }
}
