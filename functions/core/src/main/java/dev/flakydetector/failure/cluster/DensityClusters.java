package dev.flakydetector.failure.cluster;

import dev.flakydetector.failure.text.Fingerprint;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * DBSCAN (Ester et al. 1996) that takes one point after the other. A point looks only at earlier points that share one
 * of its rare features, and among those no longer at clusters that it already belongs to; so the work grows with the
 * number of points, not with its square. In very large clusters a few border points may be missed.
 */
public final class DensityClusters {

    /** Two failures are neighbours from this similarity on. */
    public static final double SIMILARITY = 0.7;

    /** So many failures, itself included, make a failure the core of a cluster. */
    public static final int LEAST = 3;

    private static final int MOST_LOOKED_AT = 256;
    private static final int NOBODY = Labels.NOISE;

    private final List<Fingerprint> points;
    private final int[] times;
    private final RareFirst rare;
    private final Map<Long, IntList> sharing = new HashMap<>();

    private final int[] parent;
    private final int[] around;
    private final boolean[] core;
    private final int[] nearestCore;
    private final double[] nearest;
    private final int[] looker;
    private final Map<Integer, IntList> knownOfOthers = new HashMap<>();

    private DensityClusters(List<Fingerprint> points, int[] times) {
        this.points = points;
        this.times = times;
        this.rare = RareFirst.among(points, SIMILARITY);
        int n = points.size();
        parent = new int[n];
        Arrays.setAll(parent, i -> i);
        around = times.clone();
        core = new boolean[n];
        nearestCore = new int[n];
        Arrays.fill(nearestCore, NOBODY);
        nearest = new double[n];
        looker = new int[n];
        Arrays.fill(looker, NOBODY);
    }

    /**
     * Groups distinct fingerprints.
     *
     * @param points all different; their order decides ties
     * @param times how many failures have each
     */
    public static Labels of(List<Fingerprint> points, int[] times) {
        DensityClusters clusters = new DensityClusters(points, times);
        for (int point = 0; point < times.length; point++) {
            if (!points.get(point).isEmpty()) {
                clusters.insert(point);
            }
        }
        return clusters.labels();
    }

    private void insert(int point) {
        if (around[point] >= LEAST) {
            promote(point);
        }
        for (long feature : rare.of(points.get(point))) {
            IntList others = sharing.computeIfAbsent(feature, f -> new IntList());
            int last = Math.max(0, others.size() - MOST_LOOKED_AT);
            for (int i = others.size() - 1; i >= last; i--) {
                look(point, others.get(i));
            }
            others.add(point);
        }
    }

    private void look(int point, int other) {
        boolean nothingToLearn = core[point] && core[other] && find(point) == find(other);
        if (looker[other] == point || nothingToLearn) {
            return;
        }
        looker[other] = point;
        double similarity = points.get(point).similarity(points.get(other));
        if (similarity >= SIMILARITY) {
            around[point] += times[other];
            around[other] += times[point];
            know(point, other);
            know(other, point);
            meet(point, other, similarity);
            promoteIfDense(other);
            promoteIfDense(point);
        }
    }

    private void know(int point, int other) {
        if (!core[point]) {
            knownOfOthers.computeIfAbsent(point, p -> new IntList()).add(other);
        }
    }

    private void promoteIfDense(int point) {
        if (!core[point] && around[point] >= LEAST) {
            promote(point);
        }
    }

    private void promote(int point) {
        core[point] = true;
        IntList known = knownOfOthers.remove(point);
        for (int i = 0; known != null && i < known.size(); i++) {
            meet(point, known.get(i), points.get(point).similarity(points.get(known.get(i))));
        }
    }

    private void meet(int one, int other, double similarity) {
        if (core[one] && core[other]) {
            join(one, other);
        } else if (core[one]) {
            belong(other, one, similarity);
        } else if (core[other]) {
            belong(one, other, similarity);
        }
    }

    private void belong(int border, int to, double similarity) {
        if (similarity > nearest[border]) {
            nearest[border] = similarity;
            nearestCore[border] = to;
        }
    }

    private void join(int one, int other) {
        int a = find(one);
        int b = find(other);
        parent[Math.max(a, b)] = Math.min(a, b);
    }

    private int find(int point) {
        int root = point;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    private Labels labels() {
        int[] cluster = new int[times.length];
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int point = 0; point < times.length; point++) {
            int home = core[point] ? point : nearestCore[point];
            cluster[point] = NOBODY;
            if (home != NOBODY) {
                Integer number = numbers.computeIfAbsent(find(home), root -> numbers.size());
                cluster[point] = number;
            }
        }
        return new Labels(cluster, core);
    }
}
