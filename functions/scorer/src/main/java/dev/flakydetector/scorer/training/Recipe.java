package dev.flakydetector.scorer.training;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An algorithm with its settings; a committee has members of its own instead. */
record Recipe(Algorithm algorithm, Map<String, Double> settings, List<Recipe> members) {

    /** How much of the forecast is the history alone. */
    static final String HISTORY_SHARE = "history_share";

    /** Which of the half-lives, by its place; without it, the mean of all. */
    static final String HALF_LIFE = "half_life";

    /** How many half-lives the first kind of history has. */
    static final int HALF_LIVES = 4;

    Recipe {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        members = List.copyOf(members);
    }

    Recipe(Algorithm algorithm, Map<String, Double> settings) {
        this(algorithm, settings, List.of());
    }

    static Recipe committee(List<Recipe> members) {
        return new Recipe(Algorithm.COMMITTEE, Map.of("members", (double) members.size()), members);
    }

    static Recipe of(Algorithm algorithm) {
        return new Recipe(algorithm, Map.of());
    }

    static Recipe boosting(int rounds, int depth, double rate, double leastWeight) {
        return new Recipe(
                Algorithm.GRADIENT_BOOSTING,
                Map.of(
                        "rounds",
                        (double) rounds,
                        "max_depth",
                        (double) depth,
                        "eta",
                        rate,
                        "min_child_weight",
                        leastWeight));
    }

    static Recipe forest(int trees, int depth, double leastWeight) {
        return new Recipe(
                Algorithm.RANDOM_FOREST,
                Map.of("trees", (double) trees, "max_depth", (double) depth, "min_child_weight", leastWeight));
    }

    static Recipe tree(int depth, double leastWeight) {
        return new Recipe(Algorithm.CART, Map.of("max_depth", (double) depth, "min_child_weight", leastWeight));
    }

    /** The same with this one setting more. */
    Recipe with(String name, double value) {
        Map<String, Double> more = new HashMap<>(settings);
        more.put(name, value);
        return new Recipe(algorithm, more);
    }

    double setting(String name) {
        Double value = settings.get(name);
        if (value == null) {
            throw new IllegalArgumentException("%s has no setting '%s'".formatted(algorithm, name));
        }
        return value;
    }
}
