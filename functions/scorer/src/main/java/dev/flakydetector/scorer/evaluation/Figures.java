package dev.flakydetector.scorer.evaluation;

import dev.flakydetector.scorer.evaluation.Bootstrap.Range;
import java.util.List;

/**
 * What a forecast was worth on runs that its model had not seen.
 *
 * @param baseRateLogLoss of saying for every run how often runs failed in training
 */
public record Figures(
        int rows,
        double logLoss,
        Range logLossRange,
        double rocAuc,
        Range rocAucRange,
        double brier,
        double ece,
        double baseRateLogLoss) {

    public static Figures of(Forecast forecast, double baseRate, long seed) {
        Bootstrap bootstrap = new Bootstrap(seed);
        return new Figures(
                forecast.size(),
                forecast.logLoss(),
                bootstrap.of(forecast, Forecast::logLoss),
                forecast.rocAuc(),
                bootstrap.of(forecast, Forecast::rocAuc),
                forecast.brier(),
                Reliability.of(forecast).expectedError(),
                forecast.constant(baseRate).logLoss());
    }

    /** The plain mean over windows of time, each of which counts alike. */
    public static Figures mean(List<Figures> windows) {
        return new Figures(
                windows.stream().mapToInt(Figures::rows).sum(),
                windows.stream().mapToDouble(Figures::logLoss).average().orElse(Double.NaN),
                new Range(
                        windows.stream().mapToDouble(Figures::logLoss).min().orElse(Double.NaN),
                        windows.stream().mapToDouble(Figures::logLoss).max().orElse(Double.NaN)),
                windows.stream().mapToDouble(Figures::rocAuc).average().orElse(Double.NaN),
                new Range(
                        windows.stream().mapToDouble(Figures::rocAuc).min().orElse(Double.NaN),
                        windows.stream().mapToDouble(Figures::rocAuc).max().orElse(Double.NaN)),
                windows.stream().mapToDouble(Figures::brier).average().orElse(Double.NaN),
                windows.stream().mapToDouble(Figures::ece).average().orElse(Double.NaN),
                windows.stream().mapToDouble(Figures::baseRateLogLoss).average().orElse(Double.NaN));
    }

    public boolean beatsTheBaseRate() {
        return logLoss < baseRateLogLoss;
    }
}
