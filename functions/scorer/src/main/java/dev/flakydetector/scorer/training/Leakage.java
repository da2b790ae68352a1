package dev.flakydetector.scorer.training;

import dev.flakydetector.scorer.evaluation.Forecast;
import dev.flakydetector.scorer.feature.Feature;
import dev.flakydetector.scorer.feature.RunRows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Looks for features that were measured during the run, and so give the result away. Their values hardly repeat, as those of
 * measurements do; one alone tells failed from passed runs nearly as well as all together; and without it the others do much
 * worse. A planned run has no such value yet.
 */
final class Leakage {

    private static final double TELLING_ALONE = 0.8;
    private static final double MISSED = 0.05;
    private static final double SHARE_OF_DISTINCT_VALUES = 0.02;
    private static final int FEW_VALUES = 50;
    private static final Recipe QUICK = Recipe.boosting(40, 3, 0.2, 10);

    private final RunRows runs;
    private final Fold fold;
    private final long seed;

    Leakage(RunRows runs, Fold fold, long seed) {
        this.runs = runs;
        this.fold = fold;
        this.seed = seed;
    }

    List<Leak> leaks() {
        List<Leak> leaks = new ArrayList<>();
        for (Feature feature : runs.features()) {
            if (feature.source() != Feature.Source.NUMBER || !hardlyRepeats(feature)) {
                continue;
            }
            double alone = forecast(List.of(feature)).rocAuc();
            if (alone < TELLING_ALONE) {
                continue;
            }
            Forecast all = forecast(runs.features());
            List<Feature> others = runs.features().stream()
                    .filter(other -> !other.equals(feature))
                    .toList();
            if (others.isEmpty()) {
                continue;
            }
            Forecast without = forecast(others);
            if (all.rocAuc() - without.rocAuc() >= MISSED) {
                leaks.add(new Leak(
                        feature.name(), alone, all.rocAuc(), without.rocAuc(), all.logLoss(), without.logLoss()));
            }
        }
        return leaks;
    }

    private boolean hardlyRepeats(Feature feature) {
        long distinct = IntStream.range(0, runs.size())
                .mapToDouble(row -> runs.number(feature.name(), row))
                .distinct()
                .count();
        return distinct > Math.max(FEW_VALUES, SHARE_OF_DISTINCT_VALUES * runs.size());
    }

    private Forecast forecast(List<Feature> features) {
        return new Trial(runs.withFeatures(features), seed).forecast(QUICK, fold);
    }
}
