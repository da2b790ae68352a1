package dev.flakydetector.failure.cluster;

import dev.flakydetector.failure.text.Fingerprint;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The few rare features by which a near neighbour is found: two fingerprints that share enough weight share at least one
 * of them (the prefix filter of Chaudhuri, Ganti and Kaushik 2006, with weights).
 */
final class RareFirst {

    private final Map<Long, Integer> times;
    private final double similarity;

    private RareFirst(Map<Long, Integer> times, double similarity) {
        this.times = times;
        this.similarity = similarity;
    }

    /** @param similarity how similar neighbours are at least */
    static RareFirst among(List<Fingerprint> points, double similarity) {
        Map<Long, Integer> times = new HashMap<>();
        for (Fingerprint point : points) {
            for (int i = 0; i < point.size(); i++) {
                times.merge(point.feature(i), 1, Integer::sum);
            }
        }
        return new RareFirst(times, similarity);
    }

    /** The rarest features whose weight together is more than a neighbour may lack. */
    long[] of(Fingerprint point) {
        Integer[] order = new Integer[point.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.comparingInt((Integer i) -> times.getOrDefault(point.feature(i), 0))
                        .thenComparing(i -> i));
        double mayLack = point.total() * (1 - similarity);
        long[] features = new long[order.length];
        int count = 0;
        for (long weight = 0; count < order.length && weight <= mayLack; count++) {
            features[count] = point.feature(order[count]);
            weight += point.weight(order[count]);
        }
        return Arrays.copyOf(features, count);
    }
}
