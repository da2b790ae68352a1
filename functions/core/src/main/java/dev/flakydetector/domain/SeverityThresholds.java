package dev.flakydetector.domain;

/**
 * From which failure rate on each severity speaks; thresholds belong to the louder band.
 *
 * @param low parts "occasional" from rarer failures in wording; any failure at all is at least {@link Severity#LOW}
 */
public record SeverityThresholds(double critical, double high, double medium, double low) {

    public static final SeverityThresholds DEFAULT = new SeverityThresholds(0.90, 0.50, 0.10, 0.01);

    public SeverityThresholds {
        if (!(0 <= low && low <= medium && medium <= high && high <= critical && critical <= 1)) {
            throw new IllegalArgumentException(
                    "Severity thresholds need 0 <= low <= medium <= high <= critical <= 1, found low %s, medium %s, high %s, critical %s"
                            .formatted(low, medium, high, critical));
        }
    }

    public Severity of(FlakeRate rate) {
        return rate.failures() == 0 ? Severity.NONE : band(rate.value());
    }

    /** The severity of a test that fails with this probability, given that it has failed. */
    public Severity band(double rate) {
        if (rate >= critical) {
            return Severity.CRITICAL;
        }
        if (rate >= high) {
            return Severity.HIGH;
        }
        return rate >= medium ? Severity.MEDIUM : Severity.LOW;
    }
}
