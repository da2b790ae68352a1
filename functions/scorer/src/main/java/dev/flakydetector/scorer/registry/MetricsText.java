package dev.flakydetector.scorer.registry;

import dev.flakydetector.scorer.evaluation.Figures;
import dev.flakydetector.scorer.evaluation.Forecast;
import dev.flakydetector.scorer.evaluation.Reliability;
import dev.flakydetector.scorer.training.TrainingResult;
import java.util.Locale;

/** {@code metrics.txt}: the figures of a training, for people. */
public final class MetricsText {

    private static final double THRESHOLD = 0.5;

    private final StringBuilder text = new StringBuilder();

    private MetricsText() {}

    public static String of(TrainingResult result) {
        MetricsText metrics = new MetricsText();
        metrics.line(
                "%s on %d runs, %d of them held out",
                result.model().algorithm(), result.rows(), result.figures().rows());
        metrics.figures(result.figures());
        metrics.line(
                "cv log loss  %.4f, standard deviation %.4f (forward validation)",
                result.cvMean(), result.cvDeviation());
        metrics.classes(result.heldOut());
        metrics.splits(result);
        metrics.rivals(result);
        metrics.groups(result);
        metrics.calibration(result.heldOut());
        result.warnings().forEach(warning -> metrics.line("%nWarning: %s", warning));
        return metrics.text.toString();
    }

    private void figures(Figures figures) {
        line(
                "log loss     %.4f  (%.4f to %.4f)",
                figures.logLoss(),
                figures.logLossRange().from(),
                figures.logLossRange().to());
        line(
                "ROC-AUC      %.4f  (%.4f to %.4f)",
                figures.rocAuc(),
                figures.rocAucRange().from(),
                figures.rocAucRange().to());
        line("Brier score  %.4f", figures.brier());
        line("calibration  %.4f expected error", figures.ece());
        line("base rate    %.4f log loss", figures.baseRateLogLoss());
    }

    private void classes(Forecast forecast) {
        int[][] seen = new int[2][2];
        for (int row = 0; row < forecast.size(); row++) {
            seen[forecast.failed(row) ? 1 : 0][forecast.probability(row) >= THRESHOLD ? 1 : 0]++;
        }
        line("%n%-8s %10s %10s %10s %10s", "", "precision", "recall", "f1-score", "support");
        perClass("passed", seen[0][0], seen[1][0], seen[0][1]);
        perClass("failed", seen[1][1], seen[0][1], seen[1][0]);
        line("%nconfusion matrix (rows: what happened; columns: forecast passed, failed)");
        line("passed %8d %8d", seen[0][0], seen[0][1]);
        line("failed %8d %8d", seen[1][0], seen[1][1]);
        line("%nheld-out runs: %d passed, %d failed", forecast.size() - forecast.failures(), forecast.failures());
    }

    private void perClass(String name, int hits, int falseAlarms, int misses) {
        double precision = hits / (double) Math.max(1, hits + falseAlarms);
        double recall = hits / (double) Math.max(1, hits + misses);
        double f1 = 2.0 * hits / Math.max(1, 2 * hits + falseAlarms + misses);
        line("%-8s %10.4f %10.4f %10.4f %10d", name, precision, recall, f1, hits + misses);
    }

    private void splits(TrainingResult result) {
        line("%n%-12s %10s %10s %10s %10s", "split", "log loss", "ROC-AUC", "Brier", "ECE");
        result.splits()
                .forEach((name, figures) -> line(
                        "%-12s %10.4f %10.4f %10.4f %10.4f",
                        name, figures.logLoss(), figures.rocAuc(), figures.brier(), figures.ece()));
    }

    private void rivals(TrainingResult result) {
        line("%n%-22s %10s %10s %12s", "algorithm", "log loss", "ROC-AUC", "validation");
        result.rivals()
                .forEach(rival -> line(
                        "%-22s %10.4f %10.4f %12.4f",
                        rival.algorithm(), rival.logLoss(), rival.rocAuc(), rival.validationLogLoss()));
    }

    private void groups(TrainingResult result) {
        if (result.groups().isEmpty()) {
            return;
        }
        line("%nlog loss by group, base rate and decayed history beside it");
        result.groups()
                .forEach((group, losses) -> line(
                        "%-22s %10.4f %10.4f %10.4f",
                        group,
                        losses.getOrDefault(result.model().algorithm(), Double.NaN),
                        losses.getOrDefault("base_rate", Double.NaN),
                        losses.getOrDefault("decayed_history", Double.NaN)));
    }

    private void calibration(Forecast forecast) {
        line("%n%-12s %8s %10s %12s", "p_fail", "runs", "mean", "failed");
        Reliability.of(forecast)
                .bins()
                .forEach(bin -> line(
                        "%.1f to %.1f   %8d %10.4f %12.4f",
                        bin.from(), bin.to(), bin.runs(), bin.meanForecast(), bin.failureRate()));
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).replace("\r\n", "\n"))
                .append('\n');
    }
}
