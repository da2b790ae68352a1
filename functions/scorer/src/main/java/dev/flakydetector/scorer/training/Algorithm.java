package dev.flakydetector.scorer.training;

import java.util.Locale;

/** The ways to foretell a failure, the plainer the later. */
public enum Algorithm {
    /** The best of several kinds and decayed history, each with the same say. */
    COMMITTEE,
    RANDOM_FOREST,
    GRADIENT_BOOSTING,
    CART,
    LOGISTIC_REGRESSION,
    /** How often runs of the same kind failed lately. */
    DECAYED_HISTORY,
    /** How often runs failed at all. */
    BASE_RATE;

    /** As reports spell it. */
    public String spelled() {
        return name().toLowerCase(Locale.ROOT);
    }
}
