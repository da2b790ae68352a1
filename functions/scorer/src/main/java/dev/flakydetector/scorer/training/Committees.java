package dev.flakydetector.scorer.training;

import dev.flakydetector.scorer.evaluation.Forecast;
import dev.flakydetector.scorer.serving.Committee;
import dev.flakydetector.scorer.training.Trial.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Puts the best of each kind beside decayed history, each with the same say. Their mistakes differ, and so do the groups in
 * which each is good; weights fitted to groups or kinds did worse in later windows than equal ones.
 */
final class Committees {

    private static final List<Algorithm> KINDS = List.of(
            Algorithm.DECAYED_HISTORY,
            Algorithm.LOGISTIC_REGRESSION,
            Algorithm.GRADIENT_BOOSTING,
            Algorithm.RANDOM_FOREST);

    private Committees() {}

    /** What it would have foretold, from what its members did; empty where there is no history to go by. */
    static Optional<Score> of(List<Score> scores) {
        boolean hasAll = KINDS.stream()
                .allMatch(
                        kind -> scores.stream().anyMatch(score -> score.recipe().algorithm() == kind));
        if (!hasAll) {
            return Optional.empty();
        }
        List<Score> members =
                KINDS.stream().map(kind -> Choice.of(kind, scores)).toList();
        List<Forecast> agreed = new ArrayList<>();
        for (int window = 0; window < members.get(0).forecasts().size(); window++) {
            int at = window;
            agreed.add(agreed(
                    members.stream().map(member -> member.forecasts().get(at)).toList()));
        }
        return Optional.of(new Score(
                Recipe.committee(members.stream().map(Score::recipe).toList()),
                agreed,
                agreed.stream().map(Forecast::logLoss).toList()));
    }

    private static Forecast agreed(List<Forecast> members) {
        int size = members.get(0).size();
        double[] probabilities = new double[size];
        boolean[] failed = new boolean[size];
        IntStream.range(0, size).forEach(row -> {
            probabilities[row] = Committee.agreed(members.stream()
                    .mapToDouble(member -> member.probability(row))
                    .toArray());
            failed[row] = members.get(0).failed(row);
        });
        return new Forecast(probabilities, failed);
    }
}
