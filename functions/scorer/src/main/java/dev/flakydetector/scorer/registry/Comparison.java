package dev.flakydetector.scorer.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flakydetector.scorer.evaluation.Forecast;
import dev.flakydetector.scorer.evaluation.PairedTest;
import dev.flakydetector.scorer.feature.FeatureSpace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Two models judged on the runs that both held back.
 *
 * @param test empty when they did not hold back the same runs of the same data
 * @param differences why one cannot stand in for the other; empty when it can
 */
public record Comparison(Side candidate, Side other, Optional<PairedTest> test, List<String> differences) {

    /** One of the two, with what its report says. */
    public record Side(String id, String algorithm, double logLoss, double rocAuc, double cvMean, double cvDeviation) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double SURE = 0.05;

    public Comparison {
        differences = List.copyOf(differences);
    }

    public static Comparison of(ModelFolder candidate, ModelFolder other, long seed) throws IOException {
        JsonNode first = report(candidate);
        JsonNode second = report(other);
        List<String> firstRows = heldOut(candidate);
        List<String> secondRows = heldOut(other);
        boolean isSame = first.path("dataset_sha256").equals(second.path("dataset_sha256"))
                && rowsAndOutcomes(firstRows).equals(rowsAndOutcomes(secondRows));
        Optional<PairedTest> test =
                isSame ? Optional.of(PairedTest.of(forecast(firstRows), forecast(secondRows), seed)) : Optional.empty();
        return new Comparison(side(first), side(second), test, differences(candidate, other));
    }

    private static JsonNode report(ModelFolder model) throws IOException {
        return JSON.readTree(model.text(ModelFolder.REPORT));
    }

    private static List<String> heldOut(ModelFolder model) throws IOException {
        List<String> lines = model.text(ModelFolder.HELD_OUT).lines().toList();
        return lines.subList(1, lines.size());
    }

    private static List<String> rowsAndOutcomes(List<String> lines) {
        return lines.stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
    }

    private static Forecast forecast(List<String> lines) {
        double[] probabilities = new double[lines.size()];
        boolean[] failed = new boolean[lines.size()];
        for (int i = 0; i < probabilities.length; i++) {
            String line = lines.get(i);
            probabilities[i] = Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
            failed[i] = line.charAt(line.indexOf(',') + 1) == '1';
        }
        return new Forecast(probabilities, failed);
    }

    private static Side side(JsonNode report) {
        return new Side(
                report.path("model_id").asText(),
                report.path("algorithm").asText(),
                report.path("log_loss").asDouble(),
                report.path("roc_auc").asDouble(Double.NaN),
                report.path("cv").path("mean").asDouble(),
                report.path("cv").path("std").asDouble());
    }

    /** A candidate may ask for less than the other; what it asks for beyond that, callers do not send yet. */
    private static List<String> differences(ModelFolder candidate, ModelFolder other) throws IOException {
        FeatureSpace wanted = candidate.load().space();
        List<String> sent = other.load().space().names();
        List<String> differences = new ArrayList<>();
        for (String name : wanted.names()) {
            if (!sent.contains(name)) {
                differences.add("it needs '%s', which requests for the other do not carry".formatted(name));
            }
        }
        return differences;
    }

    public boolean isCompatible() {
        return differences.isEmpty();
    }

    /** Whether its log loss is higher on the same runs, or by its report where the runs differ. */
    public boolean isWorse() {
        return test.map(paired -> paired.difference() > 0).orElse(candidate.logLoss() > other.logLoss());
    }

    /** A table and a sentence. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(line(
                "%-12s %-18s %-22s %9s %9s %9s %9s",
                "", "model", "algorithm", "log loss", "ROC-AUC", "cv mean", "cv std"));
        text.append(row("candidate", candidate)).append(row("other", other));
        text.append(test.map(Comparison::sentence)
                .orElse("They were not tested on the same runs, so the figures are not quite comparable.\n"));
        differences.forEach(
                difference -> text.append("Not compatible: ").append(difference).append('\n'));
        return text.toString();
    }

    private static String row(String role, Side side) {
        return line(
                "%-12s %-18s %-22s %9.4f %9.4f %9.4f %9.4f",
                role, side.id(), side.algorithm(), side.logLoss(), side.rocAuc(), side.cvMean(), side.cvDeviation());
    }

    private static String sentence(PairedTest paired) {
        String which = paired.difference() < 0 ? "better" : "worse";
        return paired.pValue() < SURE
                ? line(
                        "The candidate is %s: log loss %+.4f on the same runs, p = %.4f.",
                        which, paired.difference(), paired.pValue())
                : line(
                        "No difference beyond luck: log loss %+.4f on the same runs, p = %.4f.",
                        paired.difference(), paired.pValue());
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values) + "\n";
    }
}
