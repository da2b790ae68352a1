package dev.flakydetector.scorer.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Whether runs that were given a probability failed that often: runs sorted into ten bins by their probability. */
public record Reliability(List<Bin> bins) {

    /** Runs given about the same probability. */
    public record Bin(double from, double to, int runs, double meanForecast, double failureRate) {}

    private static final int BINS = 10;

    public Reliability {
        bins = List.copyOf(bins);
    }

    public static Reliability of(Forecast forecast) {
        int[] runs = new int[BINS];
        double[] forecasts = new double[BINS];
        double[] failures = new double[BINS];
        for (int row = 0; row < forecast.size(); row++) {
            int bin = Math.min(BINS - 1, (int) (forecast.probability(row) * BINS));
            runs[bin]++;
            forecasts[bin] += forecast.probability(row);
            failures[bin] += forecast.failed(row) ? 1 : 0;
        }
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            if (runs[bin] > 0) {
                bins.add(new Bin(
                        bin / (double) BINS,
                        (bin + 1) / (double) BINS,
                        runs[bin],
                        forecasts[bin] / runs[bin],
                        failures[bin] / runs[bin]));
            }
        }
        return new Reliability(bins);
    }

    /** The mean distance between what was forecast and what happened, over runs (expected calibration error). */
    public double expectedError() {
        double runs = bins.stream().mapToInt(Bin::runs).sum();
        return bins.stream()
                .mapToDouble(bin -> bin.runs() / runs * Math.abs(bin.meanForecast() - bin.failureRate()))
                .sum();
    }
}
