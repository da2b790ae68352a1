package dev.flakydetector.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Failures of one detection that look alike, with where such failures were met before.
 *
 * @param key the same in every detection that meets such failures; starts with the algorithm and its version
 * @param name the error as a person would say it
 * @param failures how many failures of this detection belong to it, at least one
 * @param tests whose failures they are, in the order of their ids
 * @param past empty when it was met for the first time
 * @param falsePositive how likely such a failure is a false alarm; empty when nobody knows
 */
public record SeenCluster(
        String key,
        String name,
        int failures,
        List<TestId> tests,
        Optional<Past> past,
        Optional<FalsePositive> falsePositive) {

    public SeenCluster {
        tests = List.copyOf(tests);
        if (failures < 1) {
            throw new IllegalArgumentException("A cluster needs a failure, found " + failures);
        }
    }

    /**
     * Where such failures were met, this detection included.
     *
     * @param times detections
     * @param branches different ones; zero where no branch is known
     * @param since when it was met first
     */
    public record Past(int times, int branches, Instant since) {

        public Past {
            if (times < 1 || branches < 0) {
                throw new IllegalArgumentException(
                        "A cluster was met in at least one detection, found %d on %d branches"
                                .formatted(times, branches));
            }
        }
    }

    /**
     * @param chance smoothed, from 0 to 1
     * @param interval holds the true share with 95 % confidence
     */
    public record FalsePositive(double chance, Interval interval) {

        public FalsePositive {
            if (!(0 <= chance && chance <= 1)) {
                throw new IllegalArgumentException("A chance needs 0 <= p <= 1, found " + chance);
            }
        }
    }
}
