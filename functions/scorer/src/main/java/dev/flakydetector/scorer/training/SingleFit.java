package dev.flakydetector.scorer.training;

import dev.flakydetector.scorer.feature.RunRows;
import dev.flakydetector.scorer.serving.PFailModel;
import java.util.Locale;
import java.util.Map;

/** One fit of an algorithm whose settings are known, as a report tells them, without the search for them. */
public final class SingleFit {

    private final Recipe recipe;
    private final long seed;

    public SingleFit(String algorithm, Map<String, Double> settings, long seed) {
        this.recipe = new Recipe(Algorithm.valueOf(algorithm.toUpperCase(Locale.ROOT)), settings);
        this.seed = seed;
    }

    public PFailModel of(RunRows runs, int[] rows) {
        return new ModelFitting(seed).fit(recipe, runs, rows);
    }
}
