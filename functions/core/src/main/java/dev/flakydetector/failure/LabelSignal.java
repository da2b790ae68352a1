package dev.flakydetector.failure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Whether a cluster's past tells a new failure's fate: each failure is foretold from the failures of its cluster at other
 * revisions and on other pull requests, and the foretellings are ranked against what came.
 *
 * @param judged how many failures could be foretold so
 * @param auc the chance that a false alarm is ranked above a real failure; empty where one of the two is missing
 */
public record LabelSignal(int judged, OptionalDouble auc) {

    private static final int ENOUGH = 20;
    private static final double BETTER_THAN_CHANCE = 0.6;

    /** One labelled failure within its cluster. */
    record Labelled(int cluster, String revision, String pull, boolean falseAlarm) {}

    static LabelSignal of(List<Labelled> failures) {
        Map<List<Object>, int[]> counts = new HashMap<>();
        for (Labelled failure : failures) {
            for (List<Object> group : groups(failure)) {
                int[] count = counts.computeIfAbsent(group, g -> new int[2]);
                count[failure.falseAlarm() ? 1 : 0]++;
            }
        }
        double[][] foretold = failures.stream()
                .map(failure -> foretell(failure, counts))
                .filter(pair -> pair.length > 0)
                .toArray(double[][]::new);
        return new LabelSignal(foretold.length, auc(foretold));
    }

    /** The whole cluster, its part of the same revision, of the same pull request, and of both. */
    private static List<List<Object>> groups(Labelled failure) {
        int cluster = failure.cluster();
        String pull = failure.pull();
        String revision = failure.revision();
        return List.of(
                List.of(cluster),
                List.of(cluster, "revision", revision),
                List.of(cluster, "pull", pull),
                List.of(cluster, "both", revision, pull));
    }

    /** What the others say and what came; nothing where there are no others. */
    private static double[] foretell(Labelled failure, Map<List<Object>, int[]> counts) {
        int[] others = new int[2];
        int[] signs = {1, -1, -1, 1};
        List<List<Object>> groups = groups(failure);
        for (int i = 0; i < signs.length; i++) {
            int[] count = counts.getOrDefault(groups.get(i), new int[2]);
            others[0] += signs[i] * count[0];
            others[1] += signs[i] * count[1];
        }
        int known = others[0] + others[1];
        return known == 0
                ? new double[0]
                : new double[] {(others[1] + 1.0) / (known + 2), failure.falseAlarm() ? 1 : 0};
    }

    /** The rank sum of Mann and Whitney, ties shared. */
    private static OptionalDouble auc(double[][] foretold) {
        double[][] sorted = foretold.clone();
        Arrays.sort(sorted, Comparator.comparingDouble(pair -> pair[0]));
        double ranks = 0;
        double alarms = 0;
        for (int start = 0; start < sorted.length; ) {
            int end = start;
            double alarmsHere = 0;
            while (end < sorted.length && Double.compare(sorted[end][0], sorted[start][0]) == 0) {
                alarmsHere += sorted[end++][1];
            }
            ranks += alarmsHere * (start + 1 + end) / 2.0;
            alarms += alarmsHere;
            start = end;
        }
        double real = sorted.length - alarms;
        if (alarms < 1 || real < 1) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((ranks - alarms * (alarms + 1) / 2) / (alarms * real));
    }

    /** Whether the labels are worth believing. */
    public boolean present() {
        return judged >= ENOUGH && auc.orElse(0) >= BETTER_THAN_CHANCE;
    }

    /** The same in a sentence. */
    public String sentence() {
        if (judged < ENOUGH || auc.isEmpty()) {
            return "Too few failures of different changes have a known fate to say whether the chances foretell anything"
                    + " (%d could be tried).".formatted(judged);
        }
        String tried = "Tried on %d failures, each from other revisions and pull requests alone: AUC %.2f."
                .formatted(judged, auc.getAsDouble());
        return present()
                ? tried + " The chances foretell better than guessing."
                : tried + " The labels carry no signal here: the chances describe the past and foretell nothing.";
    }
}
