package dev.flakydetector.scorer.training;

import dev.flakydetector.scorer.training.Trial.Score;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses among recipes by their log loss in growing windows of time. A plainer algorithm is preferred while the best one
 * is ahead of it by less than one standard error of their difference, window by window (after Breiman et al. 1984).
 */
final class Choice {

    private Choice() {}

    static Score among(List<Score> scores) {
        Score best = scores.stream()
                .min(Comparator.comparingDouble(Score::mean))
                .orElseThrow(() -> new IllegalArgumentException("There is nothing to choose from"));
        return scores.stream()
                .filter(score ->
                        score.recipe().algorithm().compareTo(best.recipe().algorithm()) > 0)
                .filter(score -> isNearly(score, best))
                .min(Comparator.comparing((Score score) -> score.recipe().algorithm(), Comparator.reverseOrder())
                        .thenComparingDouble(Score::mean))
                .orElse(best);
    }

    private static boolean isNearly(Score plainer, Score best) {
        int windows = best.logLosses().size();
        double mean = plainer.mean() - best.mean();
        double squares = 0;
        for (int window = 0; window < windows; window++) {
            double apart = plainer.logLosses().get(window) - best.logLosses().get(window) - mean;
            squares += apart * apart;
        }
        double standardError = Math.sqrt(squares / (windows - 1) / windows);
        return mean < standardError;
    }

    /** The best of this algorithm alone. */
    static Score of(Algorithm algorithm, List<Score> scores) {
        return scores.stream()
                .filter(score -> score.recipe().algorithm() == algorithm)
                .min(Comparator.comparingDouble(Score::mean))
                .orElseThrow(() -> new IllegalArgumentException(algorithm + " was not tried"));
    }
}
