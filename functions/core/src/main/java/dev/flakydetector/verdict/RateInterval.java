package dev.flakydetector.verdict;

import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.stats.ConfidenceSequence;
import dev.flakydetector.stats.Wilson;

/** Puts the right interval on counts: one that bears being looked at often, unless the number of runs was fixed. */
final class RateInterval {

    private static final ConfidenceSequence SEQUENCE = new ConfidenceSequence(0.05);

    private RateInterval() {}

    static FlakeRate rate(int failures, int runs, StopRule rule) {
        return new FlakeRate(
                failures,
                runs,
                rule == StopRule.CAP ? Wilson.interval(failures, runs) : SEQUENCE.interval(failures, runs));
    }
}
