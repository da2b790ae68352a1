package dev.flakydetector.scorer.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Locale;

/**
 * What a model is worth on the runs that it did not learn from.
 *
 * @param logLoss in nats a run
 * @param baseRateLogLoss the same for whoever always says the share of failures
 */
public record Merit(double logLoss, double baseRateLogLoss) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the model's report says. */
    public static Merit of(ModelFolder model) throws IOException {
        JsonNode report = JSON.readTree(model.text(ModelFolder.REPORT));
        return new Merit(
                report.path("log_loss").asDouble(Double.NaN),
                report.path("base_rate_log_loss").asDouble(Double.NaN));
    }

    /** Nothing that is not known to be better is. */
    public boolean beatsTheBaseRate() {
        return logLoss < baseRateLogLoss;
    }

    /** A sentence on a model that is worth nothing. */
    public String complaint() {
        return String.format(
                Locale.ROOT,
                "It is no better than always saying the share of failures: log loss %.4f, and %.4f without a model.",
                logLoss,
                baseRateLogLoss);
    }
}
