package dev.flakydetector.verdict;

import dev.flakydetector.domain.Variation;
import dev.flakydetector.stats.FisherExactTest;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Says what all failing attempts of a test changed, where the attempts that did not change it passed. It names a
 * circumstance, not a cause: things that were only ever changed together are named together.
 *
 * <p>What controls change too is never named, since varied attempts do not differ from them in it.
 */
final class OnlyWhen {

    /** From here on, chance alone is a fair explanation and the sentence begins with "so far". */
    private static final double LEVEL = 0.05;

    private OnlyWhen() {}

    /**
     * The sentence, or empty when a control failed, no control ran, or nothing failed.
     *
     * @param byVariations the runs of the test by what was varied; controls under the empty set
     * @param alsoInControls what differs from attempt to attempt in controls as well
     */
    static Optional<String> of(Map<Set<Variation>, RunCount> byVariations, Set<Variation> alsoInControls) {
        Map<Set<Variation>, RunCount> counts = without(alsoInControls, byVariations);
        RunCount control = counts.getOrDefault(Set.of(), RunCount.NONE);
        RunCount all = sum(counts, variations -> true);
        if (control.runs() == 0 || control.hasFailures() || !all.hasFailures()) {
            return Optional.empty();
        }
        Set<Variation> common = variedInEveryFailure(counts);
        RunCount with = sum(counts, variations -> !variations.isEmpty() && variations.containsAll(common));
        RunCount without = new RunCount(all.failures() - with.failures(), all.runs() - with.runs());
        double p = FisherExactTest.twoSided(with.failures(), with.runs(), without.failures(), without.runs());
        return Optional.of((p < LEVEL ? "only " : "so far only ") + circumstance(common));
    }

    private static Map<Set<Variation>, RunCount> without(
            Set<Variation> alsoInControls, Map<Set<Variation>, RunCount> byVariations) {
        Map<Set<Variation>, RunCount> counts = new HashMap<>();
        byVariations.forEach((variations, count) -> {
            Set<Variation> others = EnumSet.noneOf(Variation.class);
            others.addAll(variations);
            others.removeAll(alsoInControls);
            counts.merge(others, count, RunCount::plus);
        });
        return counts;
    }

    private static Set<Variation> variedInEveryFailure(Map<Set<Variation>, RunCount> counts) {
        Set<Variation> common = EnumSet.allOf(Variation.class);
        counts.forEach((variations, count) -> {
            if (count.hasFailures()) {
                common.retainAll(variations);
            }
        });
        return common;
    }

    private static RunCount sum(Map<Set<Variation>, RunCount> counts, Predicate<Set<Variation>> which) {
        return counts.entrySet().stream()
                .filter(entry -> which.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .reduce(RunCount.NONE, RunCount::plus);
    }

    private static String circumstance(Set<Variation> common) {
        List<String> parts = common.stream().map(OnlyWhen::words).toList();
        if (parts.isEmpty()) {
            return "when something was varied";
        }
        int last = parts.size() - 1;
        return last == 0 ? parts.get(0) : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }

    private static String words(Variation variation) {
        return switch (variation) {
            case ORDER -> "when shuffled";
            case HASH_ORDER -> "with another hash seed";
            case TIMEZONE -> "in another time zone";
            case LOCALE -> "in another locale";
        };
    }
}
