package dev.flakydetector.domain;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One planned rerun.
 *
 * @param number its place in the plan, from zero
 * @param seed decides every random choice of this rerun
 * @param variations what is changed on purpose; empty for a control, which runs as the project runs
 * @param tests the tests to run; empty for all that the test command runs
 */
public record Attempt(int number, Seed seed, Set<Variation> variations, List<TestId> tests) {

    private static final String CONTROL = "none";

    public Attempt {
        if (number < 0) {
            throw new IllegalArgumentException("An attempt's number is not negative, found " + number);
        }
        variations = variations.isEmpty() ? Set.of() : Set.copyOf(variations);
        tests = List.copyOf(tests);
    }

    public boolean isControl() {
        return variations.isEmpty();
    }

    public boolean varies(Variation variation) {
        return variations.contains(variation);
    }

    /** What is varied, in the words of {@code --vary}: {@code none} or a list such as {@code order,hash-seed}. */
    public String variationText() {
        if (isControl()) {
            return CONTROL;
        }
        return EnumSet.copyOf(variations).stream().map(Variation::token).collect(Collectors.joining(","));
    }
}
