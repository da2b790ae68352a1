package dev.flakydetector.scorer.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Probabilities of failure beside what then happened, and the figures that judge them. */
public final class Forecast {

    private static final double LEAST = 1e-15;

    private final double[] probabilities;
    private final boolean[] failed;

    public Forecast(double[] probabilities, boolean[] failed) {
        if (probabilities.length != failed.length) {
            throw new IllegalArgumentException(
                    "%d probabilities for %d outcomes".formatted(probabilities.length, failed.length));
        }
        this.probabilities = probabilities.clone();
        this.failed = failed.clone();
    }

    /** All of these, one after the other. */
    public static Forecast pooled(List<Forecast> parts) {
        int size = parts.stream().mapToInt(Forecast::size).sum();
        double[] probabilities = new double[size];
        boolean[] failed = new boolean[size];
        int at = 0;
        for (Forecast part : parts) {
            System.arraycopy(part.probabilities, 0, probabilities, at, part.size());
            System.arraycopy(part.failed, 0, failed, at, part.size());
            at += part.size();
        }
        return new Forecast(probabilities, failed);
    }

    public int size() {
        return failed.length;
    }

    public double probability(int row) {
        return probabilities[row];
    }

    public boolean failed(int row) {
        return failed[row];
    }

    /** The share that failed. */
    public double rate() {
        return failures() / (double) failed.length;
    }

    public int failures() {
        return (int)
                IntStream.range(0, failed.length).filter(row -> failed[row]).count();
    }

    /** Mean of minus the logarithm of the probability given to what happened. */
    public double logLoss() {
        return IntStream.range(0, failed.length)
                .mapToDouble(this::logLoss)
                .average()
                .orElse(Double.NaN);
    }

    /** Of one row. */
    public double logLoss(int row) {
        double given = failed[row] ? probabilities[row] : 1 - probabilities[row];
        return -Math.log(Math.max(LEAST, given));
    }

    /** Mean squared distance of the probability from 1 for a failure and 0 for a pass. */
    public double brier() {
        return IntStream.range(0, failed.length)
                .mapToDouble(row -> {
                    double distance = probabilities[row] - (failed[row] ? 1 : 0);
                    return distance * distance;
                })
                .average()
                .orElse(Double.NaN);
    }

    /** The chance that a failed run got a higher probability than a passed one, ties counting half (Mann and Whitney). */
    public double rocAuc() {
        double[] ranks = ranks();
        double sum = 0;
        for (int row = 0; row < failed.length; row++) {
            sum += failed[row] ? ranks[row] : 0;
        }
        double failures = failures();
        double passes = failed.length - failures;
        if (failures * passes < 1) {
            return Double.NaN;
        }
        return (sum - failures * (failures + 1) / 2) / (failures * passes);
    }

    private double[] ranks() {
        int[] order = IntStream.range(0, failed.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> probabilities[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[order.length];
        int from = 0;
        while (from < order.length) {
            int to = from;
            while (to + 1 < order.length
                    && Double.compare(probabilities[order[to + 1]], probabilities[order[from]]) == 0) {
                to++;
            }
            for (int i = from; i <= to; i++) {
                ranks[order[i]] = (from + to) / 2.0 + 1;
            }
            from = to + 1;
        }
        return ranks;
    }

    /** The rows of these numbers, in this order, repeats allowed. */
    public Forecast rows(int[] rows) {
        boolean[] outcomes = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            outcomes[i] = failed[rows[i]];
        }
        return new Forecast(
                Arrays.stream(rows).mapToDouble(row -> probabilities[row]).toArray(), outcomes);
    }

    /** What forecasting this one probability for each of these runs would have been worth. */
    public Forecast constant(double probability) {
        double[] same = new double[failed.length];
        Arrays.fill(same, probability);
        return new Forecast(same, failed);
    }
}
