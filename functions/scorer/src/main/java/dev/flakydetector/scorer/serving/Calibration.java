package dev.flakydetector.scorer.serving;

/** Bends a model's log odds to what was seen: {@code slope} below 1 says that it was too sure of itself (Platt 1999). */
public record Calibration(double slope, double intercept) {

    private static final double LEAST = 1e-9;

    public Calibration {
        if (!Double.isFinite(slope) || !Double.isFinite(intercept)) {
            throw new IllegalArgumentException("A calibration needs finite numbers");
        }
    }

    /** Leaves every probability as it is. */
    public static Calibration none() {
        return new Calibration(1, 0);
    }

    public double apply(double probability) {
        if (isNone()) {
            return probability;
        }
        double p = Math.min(1 - LEAST, Math.max(LEAST, probability));
        return 1 / (1 + Math.exp(-(slope * Math.log(p / (1 - p)) + intercept)));
    }

    public boolean isNone() {
        return Double.compare(slope, 1) == 0 && Double.compare(intercept, 0) == 0;
    }
}
