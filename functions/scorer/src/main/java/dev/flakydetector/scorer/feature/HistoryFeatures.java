package dev.flakydetector.scorer.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * What was known, when a run began, of earlier runs of the same kind: failure rates that forget, how many there were, and
 * how the last one went. A run counts from the moment that it had ended and not before, so nothing is known of runs that
 * were still going, nor of others that began at the same time.
 *
 * <p>A kind that has no past yet is judged by how the first runs of other kinds went, which counts as much as
 * {@link #PRIOR_RUNS} runs and fades as its own past grows.
 */
final class HistoryFeatures {

    /** In runs: after so many, a result weighs half; the last one forgets nothing. */
    static final List<Double> HALF_LIVES = List.of(3.0, 10.0, 30.0, Double.POSITIVE_INFINITY);

    private static final double PRIOR_RUNS = 2;

    /** More runs than these make a rate no surer for a model; a count that grows for ever would only tell the date. */
    private static final int ENOUGH_RUNS = 10;

    private final double[] begins;
    private final double[] ends;
    private final boolean[] failed;

    HistoryFeatures(double[] begins, double[] ends, boolean[] failed) {
        this.begins = begins;
        this.ends = ends;
        this.failed = failed;
    }

    /** The names of a key's features, in the order of {@link #of}. */
    static List<String> names(String key) {
        List<String> names = new ArrayList<>();
        for (double halfLife : HALF_LIVES) {
            names.add(rateName(key, halfLife));
        }
        names.add(key + "_last");
        names.add(key + "_runs");
        return names;
    }

    static String rateName(String key, double halfLife) {
        return key + (Double.isInfinite(halfLife) ? "_rate_all" : "_rate_" + (int) halfLife);
    }

    /** By name, a value for each row; rows of equal keys share a past. */
    Map<String, double[]> of(String key, String[] keys) {
        List<String> names = names(key);
        double[][] columns = new double[names.size()][keys.length];
        Map<String, Past> pasts = new HashMap<>();
        Past firsts = new Past();
        PriorityQueue<Integer> running = new PriorityQueue<>(
                Comparator.<Integer>comparingDouble(row -> ends[row]).thenComparing(row -> row));
        for (int row : byTime()) {
            while (!running.isEmpty() && ends[running.peek()] < begins[row]) {
                int ended = running.remove();
                Past past = pasts.computeIfAbsent(keys[ended], unused -> new Past());
                if (past.runs == 0) {
                    firsts.add(failed[ended]);
                }
                past.add(failed[ended]);
            }
            double prior = firsts.everRate();
            double[] known = pasts.getOrDefault(keys[row], new Past()).values(prior);
            for (int i = 0; i < known.length; i++) {
                columns[i][row] = known[i];
            }
            running.add(row);
        }
        Map<String, double[]> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i++) {
            values.put(names.get(i), columns[i]);
        }
        return values;
    }

    private int[] byTime() {
        return IntStream.range(0, begins.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(row -> begins[row]).thenComparing(row -> row))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Runs of one kind that have ended. */
    private static final class Past {

        private final double[] failures = new double[HALF_LIVES.size()];
        private final double[] weights = new double[HALF_LIVES.size()];
        private int runs;
        private boolean lastFailed;

        void add(boolean fails) {
            for (int i = 0; i < failures.length; i++) {
                double keeps = Math.pow(0.5, 1 / HALF_LIVES.get(i));
                failures[i] = failures[i] * keeps + (fails ? 1 : 0);
                weights[i] = weights[i] * keeps + 1;
            }
            runs++;
            lastFailed = fails;
        }

        double everRate() {
            int ever = failures.length - 1;
            return (failures[ever] + 0.5) / (weights[ever] + 1);
        }

        double[] values(double prior) {
            double[] values = Arrays.copyOf(failures, failures.length + 2);
            for (int i = 0; i < failures.length; i++) {
                values[i] = (failures[i] + PRIOR_RUNS * prior) / (weights[i] + PRIOR_RUNS);
            }
            values[failures.length] = runs == 0 ? prior : lastFailed ? 1 : 0;
            values[failures.length + 1] = Math.min(runs, ENOUGH_RUNS);
            return values;
        }
    }
}
