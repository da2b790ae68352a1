package dev.flakydetector.domain;

import java.util.List;

/**
 * All attempts of a detection in the order of their numbers, cut into waves. Whether to go on is asked between two
 * waves, never within one, so the set of attempts that run does not depend on the parallelism.
 */
public record RerunPlan(List<Wave> waves) {

    public RerunPlan {
        waves = List.copyOf(waves);
    }

    /** Attempts that run together, between two decisions. */
    public record Wave(int index, List<Attempt> attempts) {
        public Wave {
            attempts = List.copyOf(attempts);
        }
    }

    public List<Attempt> attempts() {
        return waves.stream().flatMap(wave -> wave.attempts().stream()).toList();
    }
}
