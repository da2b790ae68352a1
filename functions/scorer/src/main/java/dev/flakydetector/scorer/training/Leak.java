package dev.flakydetector.scorer.training;

import java.util.Locale;
import java.util.Objects;

/**
 * A feature that looks measured during the run, with what a quick model is worth with and without it.
 *
 * @param aloneAuc the ROC-AUC of the feature alone
 */
public record Leak(
        String feature, double aloneAuc, double withAuc, double withoutAuc, double withLoss, double withoutLoss) {

    public Leak {
        Objects.requireNonNull(feature);
    }

    String warning() {
        return String.format(
                Locale.ROOT,
                "%s looks measured during the run, and a planned run does not have it yet: alone it reaches ROC-AUC"
                        + " %.3f. With it log loss %.3f and ROC-AUC %.3f, without it %.3f and %.3f. --exclude-leaky leaves"
                        + " it out",
                feature,
                aloneAuc,
                withLoss,
                withAuc,
                withoutLoss,
                withoutAuc);
    }
}
