package dev.flakydetector.scorer.feature;

import java.util.Arrays;
import java.util.List;

/** Runs of one kind that have ended: how often they failed of late, how many there were, and how the last one went. */
final class Past {

    /** In runs: after so many, a result weighs half; the last one forgets nothing. */
    static final List<Double> HALF_LIVES = List.of(3.0, 10.0, 30.0, Double.POSITIVE_INFINITY);

    /** What is expected beforehand counts as much as these runs, and fades as the past grows. */
    private static final double PRIOR_RUNS = 2;

    /** More runs than these make a rate no surer for a model; a count that grows for ever would only tell the date. */
    private static final int ENOUGH_RUNS = 10;

    private static final int EVER = HALF_LIVES.size() - 1;

    private static final int AMOUNTS = 2;

    private final double[] failures = new double[HALF_LIVES.size()];
    private final double[] weights = new double[HALF_LIVES.size()];
    private final double[] amounts = new double[AMOUNTS];
    private int runs;
    private boolean lastFailed;

    /** A run ended; the amount says how badly it failed, 0 for not at all. */
    void add(boolean fails, double amount) {
        for (int i = 0; i < failures.length; i++) {
            double keeps = Math.pow(0.5, 1 / HALF_LIVES.get(i));
            failures[i] = failures[i] * keeps + (fails ? 1 : 0);
            weights[i] = weights[i] * keeps + 1;
            if (i < AMOUNTS) {
                amounts[i] = amounts[i] * keeps + amount;
            }
        }
        runs++;
        lastFailed = fails;
    }

    int runs() {
        return runs;
    }

    /** The share that ever failed, by Krichevsky and Trofimov's estimate. */
    double everRate() {
        return (failures[EVER] + 0.5) / (weights[EVER] + 1);
    }

    /** The share that ever failed, when this was expected. */
    double everRate(double prior) {
        return (failures[EVER] + PRIOR_RUNS * prior) / (weights[EVER] + PRIOR_RUNS);
    }

    /** The features, when this failure rate was expected. */
    double[] values(double prior) {
        double[] values = Arrays.copyOf(failures, failures.length + 2 + AMOUNTS);
        for (int i = 0; i < failures.length; i++) {
            values[i] = (failures[i] + PRIOR_RUNS * prior) / (weights[i] + PRIOR_RUNS);
        }
        values[failures.length] = runs == 0 ? prior : lastFailed ? 1 : 0;
        values[failures.length + 1] = Math.min(runs, ENOUGH_RUNS);
        for (int i = 0; i < AMOUNTS; i++) {
            values[failures.length + 2 + i] = amounts[i] / (weights[i] + PRIOR_RUNS);
        }
        return values;
    }
}
