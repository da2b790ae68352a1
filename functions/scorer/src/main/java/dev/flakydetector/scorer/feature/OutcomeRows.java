package dev.flakydetector.scorer.feature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs of single tests as features: what was known of the test, of the test under the same variation, and of its suite when
 * the run began, and what the run changed on purpose. Nothing that was measured during the run is among them.
 */
public final class OutcomeRows {

    /**
     * One run of one test.
     *
     * @param begin seconds since 1970
     * @param end from when on it was known how it went; infinite for a run that is still to come
     * @param variation what it changed on purpose, in the words of {@code --vary}
     */
    public record TestRun(double begin, double end, String test, String suite, String variation, boolean failed) {}

    private static final String TEST = "test";
    private static final String SAME_VARIATION = "test_variation";
    private static final String SUITE = "suite";
    private static final String VARIATION = "variation";
    private static final String SINCE_FAILURE = "test_since_failure";
    private static final String ONE_GROUP = "all";

    /** Longer ago than this says no more than never. */
    private static final int LONG_AGO = 100;

    /** In the order of the model's columns; the plain rates of the test come first. */
    public static final List<Feature> FEATURES = features();

    private OutcomeRows() {}

    private static List<Feature> features() {
        List<Feature> features = new ArrayList<>();
        Stream.of(TEST, SAME_VARIATION, SUITE)
                .flatMap(key -> HistoryFeatures.names(key).stream())
                .filter(name -> !name.contains(HistoryFeatures.AMOUNT))
                .map(Feature::history)
                .forEach(features::add);
        features.add(Feature.history(SINCE_FAILURE));
        features.add(Feature.category(VARIATION));
        return List.copyOf(features);
    }

    /** A row for each run, in the order of the runs. */
    public static RunRows of(List<TestRun> runs) {
        double[] begins = runs.stream().mapToDouble(TestRun::begin).toArray();
        double[] ends = runs.stream().mapToDouble(TestRun::end).toArray();
        boolean[] failed = new boolean[runs.size()];
        String[] groups = new String[runs.size()];
        for (int row = 0; row < failed.length; row++) {
            failed[row] = runs.get(row).failed();
            groups[row] = ONE_GROUP;
        }
        RunRows rows = new RunRows(FEATURES, begins, failed, groups);
        HistoryFeatures histories = new HistoryFeatures(begins, ends, failed, new double[begins.length]);
        histories.of(TEST, keys(runs, run -> List.of(run.suite(), run.test()))).forEach(rows::put);
        histories
                .of(SAME_VARIATION, keys(runs, run -> List.of(run.test(), run.variation())))
                .forEach(rows::put);
        histories.of(SUITE, keys(runs, run -> List.of(run.suite()))).forEach(rows::put);
        rows.put(SINCE_FAILURE, sinceFailure(rows, ends, words(runs, TestRun::test)));
        rows.put(VARIATION, words(runs, TestRun::variation));
        return rows;
    }

    private static List<List<String>> keys(List<TestRun> runs, Function<TestRun, List<String>> key) {
        return runs.stream().map(key).toList();
    }

    private static String[] words(List<TestRun> runs, Function<TestRun, String> word) {
        return runs.stream().map(word).toArray(String[]::new);
    }

    /** How many runs of the test had ended well, when this one began, since the last that failed. */
    private static double[] sinceFailure(RunRows rows, double[] ends, String[] tests) {
        double[] since = new double[rows.size()];
        Map<String, Passes> pasts = new HashMap<>();
        EndedBefore ended = new EndedBefore(ends);
        for (int row : rows.byTime()) {
            ended.advance(
                    rows.begin(row),
                    past -> pasts.computeIfAbsent(tests[past], unused -> new Passes())
                            .add(rows.failed(past)));
            since[row] = pasts.getOrDefault(tests[row], new Passes()).sinceFailure;
            ended.begin(row);
        }
        return since;
    }

    /** Passes in a row. */
    private static final class Passes {
        private int sinceFailure = LONG_AGO;

        void add(boolean failed) {
            sinceFailure = failed ? 0 : Math.min(LONG_AGO, sinceFailure + 1);
        }
    }
}
