package dev.flakydetector.failure;

import dev.flakydetector.domain.Interval;
import dev.flakydetector.stats.WilsonInterval;
import java.util.Optional;

/**
 * How likely a failure of a cluster is a false alarm, judged by those of its failures whose fate is known.
 *
 * @param chance smoothed by Laplace's rule, so that few failures never make certainty
 * @param interval Wilson's, 95 %
 */
public record FalseAlarm(double chance, Interval interval) {

    /** Empty where the fate of no failure is known. */
    static Optional<FalseAlarm> of(int falseAlarms, int realFailures) {
        int known = falseAlarms + realFailures;
        if (known == 0) {
            return Optional.empty();
        }
        return Optional.of(new FalseAlarm((falseAlarms + 1.0) / (known + 2), WilsonInterval.of(falseAlarms, known)));
    }
}
