package dev.flakydetector.scorer.check;

import dev.flakydetector.stats.ChiSquare;
import dev.flakydetector.stats.KolmogorovSmirnov;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Compares a data set with a reference set, column by column. */
final class Drift {

    /** So that a category that one side lacks counts, but not infinitely. */
    private static final double SMOOTHING = 0.5;

    private final DriftLimits limits;
    private final List<Violation> violations = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Drift(DriftLimits limits) {
        this.limits = limits;
    }

    void compare(Profile found, Profile reference) {
        found.texts().forEach((name, counts) -> {
            CategoryCounts expected = reference.texts().get(name);
            if (expected != null) {
                compareTexts(name, counts, expected);
            }
        });
        found.numbers().forEach((name, sample) -> {
            NumberSample expected = reference.numbers().get(name);
            if (expected != null) {
                compareNumbers(name, sample.values(), expected.values());
            }
        });
    }

    private void compareTexts(String name, CategoryCounts found, CategoryCounts expected) {
        if (found.tooMany() || expected.tooMany()) {
            notes.add("%s has more than %d different values; its drift is not measured"
                    .formatted(name, CategoryCounts.MOST));
            return;
        }
        if (found.total() == 0 || expected.total() == 0) {
            return;
        }
        Set<String> categories = new TreeSet<>(found.counts().keySet());
        categories.addAll(expected.counts().keySet());
        double psi = 0;
        for (String category : categories) {
            double here = share(found, category, categories.size());
            double there = share(expected, category, categories.size());
            psi += (here - there) * Math.log(here / there);
        }
        double evidence = psi * found.total() * expected.total() / (found.total() + expected.total());
        double p = categories.size() == 1 ? 1 : ChiSquare.upperTail(evidence, categories.size() - 1.0);
        judge(name, "PSI", psi, limits.psi(), p);
    }

    private static double share(CategoryCounts counts, String category, int categories) {
        return (counts.counts().getOrDefault(category, 0L) + SMOOTHING) / (counts.total() + SMOOTHING * categories);
    }

    private void compareNumbers(String name, double[] found, double[] expected) {
        if (found.length > 0 && expected.length > 0) {
            double distance = KolmogorovSmirnov.distance(found, expected);
            judge(name, "KS", distance, limits.ks(), KolmogorovSmirnov.pValue(distance, found.length, expected.length));
        }
    }

    private void judge(String name, String measure, double value, double limit, double p) {
        String text = String.format(Locale.ROOT, "%s %.3f, at most %.3f", measure, value, limit);
        if (value > limit && p < limits.alpha()) {
            violations.add(Violation.ofColumn(name, Rule.DRIFT, text));
        } else {
            notes.add("%s: no drift (%s)".formatted(name, text));
        }
    }

    List<Violation> violations() {
        return violations;
    }

    List<String> notes() {
        return notes;
    }
}
