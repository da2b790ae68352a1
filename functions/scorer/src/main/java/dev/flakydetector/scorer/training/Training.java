package dev.flakydetector.scorer.training;

import dev.flakydetector.scorer.evaluation.Figures;
import dev.flakydetector.scorer.evaluation.Forecast;
import dev.flakydetector.scorer.feature.Feature;
import dev.flakydetector.scorer.feature.RunRows;
import dev.flakydetector.scorer.serving.PFailModel;
import dev.flakydetector.scorer.training.TrainingRequest.SplitKind;
import dev.flakydetector.scorer.training.TrainingResult.Rival;
import dev.flakydetector.scorer.training.Trial.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Trains a model of p_fail: looks for leaks, chooses an algorithm by forward validation on the training runs, and judges it
 * and its rivals on runs that were held back.
 */
public final class Training {

    private static final String NO_TREES =
            "trees need XGBoost, which has no native library for this system; it has for Linux and macOS on x86-64 and"
                    + " arm64, and for Windows on x86-64";

    private final TrainingRequest request;
    private final Consumer<String> progress;

    public Training(TrainingRequest request, Consumer<String> progress) {
        this.request = request;
        this.progress = progress;
    }

    public TrainingResult train(RunRows allFeatures) {
        List<Leak> leaks = leaks(allFeatures);
        RunRows runs = request.excludeLeaky() ? without(leaks, allFeatures) : allFeatures;
        Trial trial = new Trial(runs, request.seed());
        List<Fold> folds = folds(runs);
        List<Fold> windows =
                isForward() ? folds : Split.windows(runs, folds.get(0).train());
        List<Score> scores = scores(trial, Candidates.of(runs), windows);
        Committees.of(scores).ifPresent(committee -> {
            told(committee);
            scores.add(committee);
        });
        Score chosen = Choice.among(scores);
        progress.accept("chosen: %s %s"
                .formatted(
                        chosen.recipe().algorithm().spelled(), chosen.recipe().settings()));

        int[] learned = isForward()
                ? IntStream.range(0, runs.size()).toArray()
                : folds.get(0).train();
        PFailModel model = new ModelFitting(request.seed()).fit(chosen.recipe(), runs, learned);
        Map<Algorithm, Score> onHeldOut = onHeldOut(trial, scores, chosen, folds);
        Score own = onHeldOut.getOrDefault(chosen.recipe().algorithm(), chosen);
        Figures figures = isForward()
                ? trial.figures(own, folds)
                : trial.figures(own.forecasts().get(0), folds.get(0));
        int[] heldOutRows =
                folds.stream().flatMapToInt(fold -> Arrays.stream(fold.test())).toArray();
        return new TrainingResult(
                model,
                chosen.recipe().settings(),
                request.seed(),
                runs.size(),
                figures,
                Forecast.pooled(own.forecasts()),
                Arrays.stream(heldOutRows).boxed().toList(),
                chosen.mean(),
                chosen.deviation(),
                chosen.logLosses(),
                rivals(onHeldOut, scores),
                splits(trial, runs, chosen.recipe(), figures),
                groups(runs, heldOutRows, onHeldOut),
                leaks);
    }

    private List<Leak> leaks(RunRows runs) {
        try {
            return new Leakage(runs, heldBack(runs), request.seed()).leaks();
        } catch (LinkageError withoutTrees) {
            progress.accept("leaks were not looked for: " + NO_TREES);
            return List.of();
        }
    }

    private boolean isForward() {
        return request.split() == SplitKind.FORWARD && request.testRows().isEmpty();
    }

    private List<Fold> folds(RunRows runs) {
        return isForward() ? Split.forward(runs, IntStream.range(0, runs.size()).toArray()) : List.of(heldBack(runs));
    }

    /** One fold to look at, whatever the split. */
    private Fold heldBack(RunRows runs) {
        if (request.testRows().isPresent()) {
            return Split.given(runs, request.testRows().orElseThrow());
        }
        return switch (request.split()) {
            case STRATIFIED -> Split.stratified(runs, request.seed());
            case FORWARD, LAST -> Split.last(runs);
        };
    }

    private static RunRows without(List<Leak> leaks, RunRows runs) {
        List<String> leaky = leaks.stream().map(Leak::feature).toList();
        List<Feature> kept = runs.features().stream()
                .filter(feature -> !leaky.contains(feature.name()))
                .toList();
        return runs.withFeatures(kept);
    }

    private List<Score> scores(Trial trial, List<Recipe> recipes, List<Fold> windows) {
        List<Score> scores = new ArrayList<>();
        Set<Algorithm> leftOut = new LinkedHashSet<>();
        for (Recipe recipe : recipes) {
            Score score;
            try {
                score = trial.of(recipe, windows);
            } catch (LinkageError withoutTrees) {
                leftOut.add(recipe.algorithm());
                continue;
            }
            told(score);
            scores.add(score);
        }
        if (!leftOut.isEmpty()) {
            progress.accept("left out: %s: %s"
                    .formatted(leftOut.stream().map(Algorithm::spelled).collect(Collectors.joining(", ")), NO_TREES));
        }
        return scores;
    }

    private void told(Score score) {
        progress.accept("forward validation %.4f  %s %s"
                .formatted(
                        score.mean(),
                        score.recipe().algorithm().spelled(),
                        score.recipe().settings()));
    }

    /** The chosen recipe, and the best of each other algorithm. */
    private Map<Algorithm, Score> onHeldOut(Trial trial, List<Score> scores, Score chosen, List<Fold> folds) {
        Map<Algorithm, Score> onHeldOut = new TreeMap<>();
        for (Score score : scores) {
            Algorithm algorithm = score.recipe().algorithm();
            Score best = algorithm == chosen.recipe().algorithm() ? chosen : Choice.of(algorithm, scores);
            onHeldOut.computeIfAbsent(algorithm, unused -> isForward() ? best : trial.of(best.recipe(), folds));
        }
        return onHeldOut;
    }

    private static List<Rival> rivals(Map<Algorithm, Score> onHeldOut, List<Score> scores) {
        List<Rival> rivals = new ArrayList<>();
        onHeldOut.forEach((algorithm, score) -> rivals.add(new Rival(
                algorithm.spelled(),
                Choice.of(algorithm, scores).mean(),
                score.mean(),
                score.forecasts().stream()
                        .mapToDouble(Forecast::rocAuc)
                        .average()
                        .orElse(Double.NaN))));
        return rivals;
    }

    /** The chosen recipe judged both ways, since a random split flatters where runs resemble their neighbours in time. */
    private Map<String, Figures> splits(Trial trial, RunRows runs, Recipe recipe, Figures own) {
        int[] all = IntStream.range(0, runs.size()).toArray();
        Fold fold = isForward() ? Split.stratified(runs, request.seed()) : heldBack(runs);
        Figures held = isForward() ? trial.figures(trial.forecast(recipe, fold), fold) : own;
        List<Fold> windows = Split.forward(runs, all);
        Figures forward = isForward() ? own : trial.figures(trial.of(recipe, windows), windows);
        boolean isLast = request.testRows().isEmpty() && request.split() == SplitKind.LAST;
        Map<String, Figures> splits = new LinkedHashMap<>();
        splits.put(isLast ? "last" : "stratified", held);
        splits.put("forward", forward);
        return splits;
    }

    private static Map<String, Map<String, Double>> groups(
            RunRows runs, int[] heldOutRows, Map<Algorithm, Score> onHeldOut) {
        Map<String, List<Integer>> members = new TreeMap<>();
        for (int i = 0; i < heldOutRows.length; i++) {
            members.computeIfAbsent(runs.group(heldOutRows[i]), unused -> new ArrayList<>())
                    .add(i);
        }
        Map<String, Map<String, Double>> groups = new TreeMap<>();
        if (members.size() > 1) {
            members.forEach((group, rows) -> {
                int[] places = rows.stream().mapToInt(Integer::intValue).toArray();
                Map<String, Double> losses = new LinkedHashMap<>();
                onHeldOut.forEach((algorithm, score) -> losses.put(
                        algorithm.spelled(),
                        Forecast.pooled(score.forecasts()).rows(places).logLoss()));
                groups.put(group, losses);
            });
        }
        return groups;
    }
}
