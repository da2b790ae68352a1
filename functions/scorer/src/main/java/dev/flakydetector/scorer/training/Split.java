package dev.flakydetector.scorer.training;

import dev.flakydetector.scorer.feature.RunRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Ways to hold runs back from training. */
final class Split {

    private static final int WINDOWS = 5;
    private static final double HELD_OUT = 0.2;

    private Split() {}

    /** A fifth of the failed and a fifth of the passed runs, drawn at random. */
    static Fold stratified(RunRows runs, long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        boolean[] isTest = new boolean[runs.size()];
        for (boolean failed : List.of(true, false)) {
            int[] rows = IntStream.range(0, runs.size())
                    .filter(row -> runs.failed(row) == failed)
                    .toArray();
            int wanted = (int) Math.round(rows.length * HELD_OUT);
            for (int i = 0; i < wanted; i++) {
                int other = i + chance.nextInt(rows.length - i);
                int drawn = rows[other];
                rows[other] = rows[i];
                isTest[drawn] = true;
            }
        }
        return fold(isTest);
    }

    /** These rows. */
    static Fold given(RunRows runs, int[] testRows) {
        boolean[] isTest = new boolean[runs.size()];
        for (int row : testRows) {
            isTest[row] = true;
        }
        return fold(isTest);
    }

    /** Of each group, what began in the last fifth of its moments. */
    static Fold last(RunRows runs) {
        Map<String, List<Integer>> rowsOf = new LinkedHashMap<>();
        for (int row = 0; row < runs.size(); row++) {
            rowsOf.computeIfAbsent(runs.group(row), unused -> new ArrayList<>()).add(row);
        }
        boolean[] isTest = new boolean[runs.size()];
        rowsOf.values().forEach(rows -> {
            double[] moments =
                    rows.stream().mapToDouble(runs::begin).sorted().distinct().toArray();
            double from = moments[(int) Math.min(moments.length - 1, Math.floor(moments.length * (1 - HELD_OUT)))];
            rows.forEach(row -> isTest[row] = runs.begin(row) >= from);
        });
        return fold(isTest);
    }

    /**
     * The windows that choose an algorithm. Where runs fall into groups, each group has windows of its own, counted in its
     * own moments, as the last fifth of each group is: else a group that is young or done would hardly be asked.
     */
    static List<Fold> windows(RunRows runs, int[] rows) {
        Map<String, List<Integer>> rowsOf = new LinkedHashMap<>();
        for (int row : runs.byTime(rows)) {
            rowsOf.computeIfAbsent(runs.group(row), unused -> new ArrayList<>()).add(row);
        }
        return rowsOf.size() == 1 ? forward(runs, rows) : groupwise(runs, List.copyOf(rowsOf.values()));
    }

    private static List<Fold> groupwise(RunRows runs, List<List<Integer>> groups) {
        List<Fold> folds = new ArrayList<>();
        for (int window = 1; window <= WINDOWS; window++) {
            List<Integer> train = new ArrayList<>();
            List<Integer> test = new ArrayList<>();
            for (List<Integer> group : groups) {
                double[] moments =
                        group.stream().mapToDouble(runs::begin).distinct().toArray();
                double from = moments[moments.length * window / (WINDOWS + 1)];
                int end = moments.length * (window + 1) / (WINDOWS + 1);
                double to = end == moments.length ? Double.POSITIVE_INFINITY : moments[end];
                group.stream().filter(row -> runs.begin(row) < from).forEach(train::add);
                group.stream()
                        .filter(row -> runs.begin(row) >= from && runs.begin(row) < to)
                        .forEach(test::add);
            }
            folds.add(new Fold(
                    train.stream().mapToInt(Integer::intValue).toArray(),
                    test.stream().mapToInt(Integer::intValue).toArray()));
        }
        return folds;
    }

    private static Fold fold(boolean[] isTest) {
        return new Fold(
                IntStream.range(0, isTest.length).filter(row -> !isTest[row]).toArray(),
                IntStream.range(0, isTest.length).filter(row -> isTest[row]).toArray());
    }

    /** Five windows that grow: each learns from all that came before and is tested on the next sixth. */
    static List<Fold> forward(RunRows runs, int[] rows) {
        int[] byTime = runs.byTime(rows);
        List<Fold> folds = new ArrayList<>();
        for (int window = 1; window <= WINDOWS; window++) {
            int from = byTime.length * window / (WINDOWS + 1);
            int to = byTime.length * (window + 1) / (WINDOWS + 1);
            folds.add(new Fold(Arrays.copyOfRange(byTime, 0, from), Arrays.copyOfRange(byTime, from, to)));
        }
        return folds;
    }
}
