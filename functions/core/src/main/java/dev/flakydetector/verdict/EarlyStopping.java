package dev.flakydetector.verdict;

import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.SeverityThresholds;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.stats.ConfidenceSequence;

/**
 * Decides between two waves whether more runs could still change what the detection wants to know.
 *
 * <p>A test that failed is settled once its confidence sequence lies within one severity band, one that never failed once
 * its upper bound is below the {@code low} threshold; where only the verdict is asked for, a pass and a failure settle it
 * too. Tests that were only skipped and tests that the user ignores hold nothing up. The whole command counts as one more
 * test when it failed without any test failing.
 */
public final class EarlyStopping {

    private final StopRule until;
    private final SeverityThresholds thresholds;

    public EarlyStopping(StopRule until, SeverityThresholds thresholds) {
        this.until = until;
        this.thresholds = thresholds;
    }

    /** Whether every test is settled; never before the first attempt that counts. */
    public boolean isSettled(StopEvidence evidence) {
        if (until == StopRule.CAP || evidence.command().runs() == 0) {
            return false;
        }
        boolean testsSettled = evidence.tests().distinct().allMatch(this::isSettled);
        return testsSettled && (!evidence.commandFailsByItself() || isSettled(evidence.command()));
    }

    private boolean isSettled(RunCount count) {
        if (count.runs() == 0 || (until == StopRule.VERDICT && count.isMixed())) {
            return true;
        }
        Interval interval = ConfidenceSequence.of(count.failures(), count.runs());
        return count.hasFailures()
                ? thresholds.band(interval.lo()) == thresholds.band(interval.hi())
                : interval.hi() < thresholds.low();
    }
}
