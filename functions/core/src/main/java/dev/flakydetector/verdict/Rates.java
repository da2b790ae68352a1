package dev.flakydetector.verdict;

import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.stats.ConfidenceSequence;
import dev.flakydetector.stats.WilsonInterval;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives counts the interval that fits how the detection stops: the confidence sequence where it may stop after any wave,
 * Wilson's where the number of runs was fixed beforehand. Most tests share their counts, so each pair is worked out once.
 */
final class Rates {

    private final StopRule until;
    private final Map<RunCount, FlakeRate> known = new HashMap<>();

    Rates(StopRule until) {
        this.until = until;
    }

    FlakeRate of(RunCount count) {
        return known.computeIfAbsent(
                count, c -> new FlakeRate(c.failures(), c.runs(), intervalOf(c.failures(), c.runs())));
    }

    private Interval intervalOf(int failures, int runs) {
        return switch (until) {
            case VERDICT, SEVERITY -> ConfidenceSequence.of(failures, runs);
            case CAP -> WilsonInterval.of(failures, runs);
        };
    }
}
