package dev.flakydetector.rerun;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.RerunPlan;
import dev.flakydetector.domain.RerunPlan.Wave;
import dev.flakydetector.domain.Variation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Turns a request into its attempts: number, seed and variation of each follow from the request alone, whatever the
 * parallelism or the engine. Every other attempt, beginning with the first, is a control.
 */
public final class AttemptPlanner {

    private AttemptPlanner() {}

    /**
     * The attempts of a request.
     *
     * @param waveSizes how many attempts run between two decisions; their sum is the number of runs
     */
    public static RerunPlan plan(DetectionRequest request, List<Integer> waveSizes) {
        List<Wave> waves = new ArrayList<>();
        int next = 0;
        for (int size : waveSizes) {
            List<Attempt> attempts = new ArrayList<>();
            for (int end = next + size; next < end; next++) {
                attempts.add(attempt(request, next));
            }
            waves.add(new Wave(waves.size(), attempts));
        }
        if (next != request.runs()) {
            throw new IllegalArgumentException("Waves of %d attempts for %d runs".formatted(next, request.runs()));
        }
        return new RerunPlan(waves);
    }

    private static Attempt attempt(DetectionRequest request, int number) {
        boolean control = number % 2 == 0;
        Set<Variation> variations = control ? Set.of() : request.vary();
        return new Attempt(number, request.seed().derive(number, request.seedRange()), variations, List.of());
    }
}
