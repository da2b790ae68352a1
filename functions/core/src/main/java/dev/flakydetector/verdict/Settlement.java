package dev.flakydetector.verdict;

import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.SeverityThresholds;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.stats.ConfidenceSequence;

/**
 * Whether a test's counts answer what is asked. A test that never failed is settled once its rate is surely below the
 * lowest threshold; otherwise rare flakes would be given up on early.
 */
final class Settlement {

    private final ConfidenceSequence sequence = new ConfidenceSequence(0.05);
    private final StopRule rule;
    private final SeverityThresholds thresholds;

    Settlement(StopRule rule, SeverityThresholds thresholds) {
        this.rule = rule;
        this.thresholds = thresholds;
    }

    boolean isSettled(int failures, int runs) {
        return switch (rule) {
            case CAP -> false;
            case SEVERITY -> hasOneSeverity(failures, runs);
            case VERDICT -> (0 < failures && failures < runs) || hasOneSeverity(failures, runs);
        };
    }

    private boolean hasOneSeverity(int failures, int runs) {
        Interval interval = sequence.interval(failures, runs);
        if (failures == 0) {
            return interval.hi() < thresholds.low();
        }
        Severity least = thresholds.band(interval.lo());
        return least == thresholds.band(interval.hi());
    }
}
