package dev.flakydetector.scorer.feature;

import java.util.Optional;

/** Reads the numbers of cells. */
final class Numbers {

    private Numbers() {}

    /** Empty for what is not a finite number. */
    static Optional<Double> parse(String cell) {
        try {
            double value = Double.parseDouble(cell.strip());
            return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
