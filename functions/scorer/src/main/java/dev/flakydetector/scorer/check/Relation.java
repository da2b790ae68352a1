package dev.flakydetector.scorer.check;

import java.util.Arrays;
import java.util.Optional;

/** How two columns of one row compare, such as {@code scenarios_failed <= scenarios_total}. */
public record Relation(String left, Comparison comparison, String right) {

    /** The six ways in which two numbers can be held against each other. */
    public enum Comparison {
        LESS("<"),
        AT_MOST("<="),
        EQUAL("=="),
        UNEQUAL("!="),
        AT_LEAST(">="),
        MORE(">");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        boolean holds(double left, double right) {
            int order = Double.compare(left, right);
            return switch (this) {
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case EQUAL -> order == 0;
                case UNEQUAL -> order != 0;
                case AT_LEAST -> order >= 0;
                case MORE -> order > 0;
            };
        }
    }

    /** Reads two names with a sign between blanks; empty when that is not what the text is. */
    static Optional<Relation> parse(String text) {
        String[] words = text.strip().split("\\s+", -1);
        if (words.length != 3) {
            return Optional.empty();
        }
        return Arrays.stream(Comparison.values())
                .filter(comparison -> comparison.sign.equals(words[1]))
                .findFirst()
                .map(comparison -> new Relation(words[0], comparison, words[2]));
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(left, comparison.sign, right);
    }
}
