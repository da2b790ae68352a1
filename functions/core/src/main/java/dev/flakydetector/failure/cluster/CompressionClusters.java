package dev.flakydetector.failure.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The published variant, to compare with: whole logs, less the lines that many logs have, compared by compression, and
 * DBSCAN over all pairs. Its time grows with the square of the number of failures.
 */
public final class CompressionClusters {

    static final double FARTHEST = 0.3;
    private static final double LEAST = 3;
    private static final double COMMON = 0.17;

    private final List<List<String>> logs = new ArrayList<>();

    public void add(String log) {
        logs.add(CompressionText.lines(log));
    }

    /** The labels of the logs in the order they were added, and what finds a new log's cluster. */
    public record Result(Labels labels, Lookalikes lookalikes) {}

    public Result group() {
        Set<String> common = commonLines();
        List<String> texts = logs.stream()
                .map(lines -> CompressionText.without(lines, common))
                .toList();
        boolean[][] near = near(texts);
        double least = Math.min(LEAST, texts.size() / 10.0);
        boolean[] core = new boolean[texts.size()];
        for (int i = 0; i < core.length; i++) {
            int around = 0;
            for (boolean neighbour : near[i]) {
                around += neighbour ? 1 : 0;
            }
            core[i] = around >= least;
        }
        int[] clusters = grow(near, core);
        List<String> cores = new ArrayList<>();
        IntList ofCores = new IntList();
        for (int i = 0; i < core.length; i++) {
            if (core[i]) {
                cores.add(texts.get(i));
                ofCores.add(clusters[i]);
            }
        }
        return new Result(new Labels(clusters, core), new CompressionLookalikes(common, cores, ofCores.toArray()));
    }

    private Set<String> commonLines() {
        Map<String, Integer> times = new HashMap<>();
        logs.forEach(lines -> new HashSet<>(lines).forEach(line -> times.merge(line, 1, Integer::sum)));
        Set<String> common = new HashSet<>();
        times.forEach((line, count) -> {
            if (count > COMMON * logs.size()) {
                common.add(line);
            }
        });
        return common;
    }

    private static boolean[][] near(List<String> texts) {
        int[] sizes = texts.stream().mapToInt(CompressionText::size).toArray();
        boolean[][] near = new boolean[sizes.length][sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            near[i][i] = true;
            for (int j = i + 1; j < sizes.length; j++) {
                double distance = CompressionText.distance(texts.get(i), sizes[i], texts.get(j), sizes[j]);
                near[i][j] = distance <= FARTHEST;
                near[j][i] = near[i][j];
            }
        }
        return near;
    }

    private static int[] grow(boolean[][] near, boolean[] core) {
        int[] clusters = new int[core.length];
        Arrays.fill(clusters, Labels.NOISE);
        int next = 0;
        for (int seed = 0; seed < core.length; seed++) {
            if (!core[seed] || clusters[seed] != Labels.NOISE) {
                continue;
            }
            Deque<Integer> open = new ArrayDeque<>(List.of(seed));
            clusters[seed] = next;
            while (!open.isEmpty()) {
                int point = open.remove();
                for (int other = 0; core[point] && other < core.length; other++) {
                    if (near[point][other] && clusters[other] == Labels.NOISE) {
                        clusters[other] = next;
                        open.add(other);
                    }
                }
            }
            next++;
        }
        return clusters;
    }
}
