package dev.flakydetector.scorer.feature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * What was known, when a run began, of earlier runs of the same kind: failure rates that forget, how many there were, how the
 * last one went, and how badly they failed. A run counts from the moment that it had ended and not before, so nothing is known of runs that
 * were still going, nor of others that began at the same time. Where a failure is a count, such as that of failed test
 * classes, an amount is its logarithm: one failed class is often a flake, a hundred are a broken build.
 *
 * <p>A kind that has no past yet is judged by how the first runs of other kinds of its family went, and a family without a
 * past by those of all, as {@link Past} says. The family of a kind is all of its key but the last column: the pull requests of
 * one project are a family.
 */
final class HistoryFeatures {

    static final String AMOUNT = "_amount_";

    private final double[] begins;
    private final double[] ends;
    private final boolean[] failed;
    private final double[] amounts;

    /** With how badly each run failed, 0 for not at all. */
    HistoryFeatures(double[] begins, double[] ends, boolean[] failed, double[] amounts) {
        this.begins = begins;
        this.ends = ends;
        this.failed = failed;
        this.amounts = amounts;
    }

    /** The names of a key's features, in the order of {@link #of}; those of amounts are last. */
    static List<String> names(String key) {
        List<String> names = new ArrayList<>();
        for (double halfLife : Past.HALF_LIVES) {
            names.add(rateName(key, halfLife));
        }
        names.add(key + "_last");
        names.add(key + "_runs");
        names.add(key + AMOUNT + "3");
        names.add(key + AMOUNT + "10");
        return names;
    }

    static String rateName(String key, double halfLife) {
        return key + (Double.isInfinite(halfLife) ? "_rate_all" : "_rate_" + (int) halfLife);
    }

    /** By name, a value for each row; rows of equal keys share a past. */
    Map<String, double[]> of(String key, List<List<String>> keys) {
        List<String> names = names(key);
        double[][] columns = new double[names.size()][keys.size()];
        Pasts pasts = new Pasts();
        PriorityQueue<Integer> running = new PriorityQueue<>(
                Comparator.<Integer>comparingDouble(row -> ends[row]).thenComparing(row -> row));
        for (int row : byTime()) {
            while (!running.isEmpty() && ends[running.peek()] < begins[row]) {
                int ended = running.remove();
                pasts.add(keys.get(ended), failed[ended], amounts[ended]);
            }
            double[] known = pasts.values(keys.get(row));
            for (int i = 0; i < columns.length; i++) {
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
}
