package dev.flakydetector.scorer.training;

import dev.flakydetector.scorer.feature.Feature;
import dev.flakydetector.scorer.feature.RunRows;
import java.util.ArrayList;
import java.util.List;

/** The recipes that are tried, few enough for a minute's training, plainer ones first. */
final class Candidates {

    private static final double HALF = 0.5;

    private Candidates() {}

    static List<Recipe> of(RunRows runs) {
        List<Recipe> recipes = new ArrayList<>();
        recipes.add(Recipe.of(Algorithm.BASE_RATE));
        boolean hasHistory = runs.features().stream().anyMatch(feature -> feature.source() == Feature.Source.HISTORY);
        if (hasHistory) {
            recipes.add(Recipe.of(Algorithm.DECAYED_HISTORY));
            for (int halfLife = 0; halfLife < Recipe.HALF_LIVES; halfLife++) {
                recipes.add(Recipe.of(Algorithm.DECAYED_HISTORY).with(Recipe.HALF_LIFE, halfLife));
            }
        }
        recipes.add(Recipe.of(Algorithm.LOGISTIC_REGRESSION));
        recipes.add(Recipe.tree(5, 20));
        for (Recipe boosting : List.of(
                Recipe.boosting(60, 3, 0.05, 20),
                Recipe.boosting(150, 2, 0.1, 5),
                Recipe.boosting(100, 3, 0.1, 10),
                Recipe.boosting(100, 4, 0.05, 20))) {
            recipes.add(boosting);
            if (hasHistory) {
                recipes.add(boosting.with(Recipe.HISTORY_SHARE, HALF));
            }
        }
        recipes.add(Recipe.forest(100, 8, 5));
        return recipes;
    }
}
