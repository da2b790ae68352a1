package dev.flakydetector.scorer.feature;

import dev.flakydetector.scorer.table.Numbers;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** Which runs failed: a column, and either the word or the number above which a run counts as failed. */
public record Target(String column, Optional<String> word, double above) {

    public Target {
        Objects.requireNonNull(column);
        Objects.requireNonNull(word);
    }

    static Target above(String column, double limit) {
        return new Target(column, Optional.empty(), limit);
    }

    static Target is(String column, String word) {
        return new Target(column, Optional.of(word), 0);
    }

    /** Empty when the cell says neither. */
    Optional<Boolean> failed(String cell) {
        if (word.isPresent()) {
            return cell.isBlank()
                    ? Optional.empty()
                    : Optional.of(word.orElseThrow().equalsIgnoreCase(cell.strip()));
        }
        OptionalDouble number = Numbers.parse(cell);
        return number.isPresent() ? Optional.of(number.getAsDouble() > above) : Optional.empty();
    }

    /** Whether the cells count something that went wrong, so that more is worse. */
    boolean isCount() {
        return word.isEmpty();
    }

    /** How badly a run failed, as the logarithm of a count; 0 for a run that passed. */
    double amount(String cell) {
        OptionalDouble number = isCount() ? Numbers.parse(cell) : OptionalDouble.empty();
        return Math.log1p(Math.max(0, number.orElse(above) - above));
    }
}
