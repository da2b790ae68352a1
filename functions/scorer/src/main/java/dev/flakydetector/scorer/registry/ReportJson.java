package dev.flakydetector.scorer.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.scorer.evaluation.Bootstrap.Range;
import dev.flakydetector.scorer.evaluation.Figures;
import dev.flakydetector.scorer.evaluation.Reliability;
import dev.flakydetector.scorer.feature.Pasts;
import dev.flakydetector.scorer.training.TrainingResult;

/** {@code report.json}: all figures of a training, for other programs. */
final class ReportJson {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final double PRECISION = 1e6;

    private ReportJson() {}

    static String write(TrainingResult result, String modelId, String datasetSha256) {
        ObjectNode root = JSON.createObjectNode();
        root.put("model_id", modelId);
        root.put("algorithm", result.model().algorithm());
        ObjectNode settings = root.putObject("settings");
        result.settings().forEach(settings::put);
        root.put("seed", result.seed());
        root.put("dataset_sha256", datasetSha256);
        root.put("rows", result.rows());
        ArrayNode features = root.putArray("features");
        result.model().space().names().forEach(features::add);
        ObjectNode memory = root.putObject("history_memory");
        memory.put("kinds", result.model().memory().size());
        memory.put(
                "most_kinds", Pasts.MOST_KEPT * result.model().memory().sets().size());
        ArrayNode leaky = root.putArray("leaky_features");
        result.leaks().forEach(leak -> leaky.add(leak.feature()));
        figures(root, result.figures());
        ObjectNode cv = root.putObject("cv");
        number(cv, "mean", result.cvMean());
        number(cv, "std", result.cvDeviation());
        ArrayNode folds = cv.putArray("folds");
        result.windows().forEach(loss -> folds.add(rounded(loss)));
        ArrayNode rivals = root.putArray("rivals");
        result.rivals().forEach(rival -> {
            ObjectNode node = rivals.addObject().put("algorithm", rival.algorithm());
            number(node, "log_loss", rival.logLoss());
            number(node, "roc_auc", rival.rocAuc());
            number(node, "validation_log_loss", rival.validationLogLoss());
        });
        ObjectNode splits = root.putObject("splits");
        result.splits().forEach((name, figures) -> figures(splits.putObject(name), figures));
        ArrayNode leaks = root.putArray("leaks");
        result.leaks().forEach(leak -> {
            ObjectNode node = leaks.addObject().put("feature", leak.feature());
            number(node, "roc_auc_alone", leak.aloneAuc());
            number(node, "log_loss_with", leak.withLoss());
            number(node, "roc_auc_with", leak.withAuc());
            number(node, "log_loss_without", leak.withoutLoss());
            number(node, "roc_auc_without", leak.withoutAuc());
        });
        ObjectNode groups = root.putObject("groups");
        result.groups().forEach((group, losses) -> {
            ObjectNode node = groups.putObject(group);
            losses.forEach((algorithm, loss) -> number(node, algorithm, loss));
        });
        ArrayNode calibration = root.putArray("calibration");
        for (Reliability.Bin bin : Reliability.of(result.heldOut()).bins()) {
            ObjectNode node = calibration.addObject();
            number(node, "from", bin.from());
            number(node, "to", bin.to());
            node.put("runs", bin.runs());
            number(node, "mean_p_fail", bin.meanForecast());
            number(node, "failure_rate", bin.failureRate());
        }
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values can always be written", e);
        }
    }

    private static void figures(ObjectNode node, Figures figures) {
        node.put("test_rows", figures.rows());
        number(node, "log_loss", figures.logLoss());
        range(node, "log_loss_interval", figures.logLossRange());
        number(node, "roc_auc", figures.rocAuc());
        range(node, "roc_auc_interval", figures.rocAucRange());
        number(node, "brier", figures.brier());
        number(node, "ece", figures.ece());
        number(node, "base_rate_log_loss", figures.baseRateLogLoss());
    }

    private static void range(ObjectNode node, String name, Range range) {
        node.putArray(name).add(rounded(range.from())).add(rounded(range.to()));
    }

    /** What cannot be said, such as an ROC-AUC of runs that all passed, is null. */
    private static void number(ObjectNode node, String name, double value) {
        if (Double.isNaN(value)) {
            node.putNull(name);
        } else {
            node.put(name, rounded(value));
        }
    }

    private static double rounded(double value) {
        return Math.rint(value * PRECISION) / PRECISION;
    }
}
