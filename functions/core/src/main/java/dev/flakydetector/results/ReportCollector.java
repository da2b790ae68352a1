package dev.flakydetector.results;

import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.OutcomeStatus;
import dev.flakydetector.domain.TestId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers outcomes, one a test. Where a test is named again (a parameterised test without its parameters, a retry), its
 * worst outcome counts: which of them was "the" run cannot be told, least of all when the order changes.
 */
final class ReportCollector {

    private final Map<TestId, Outcome> outcomes = new LinkedHashMap<>();

    void add(Outcome outcome) {
        outcomes.merge(outcome.test(), outcome, ReportCollector::worse);
    }

    private static Outcome worse(Outcome before, Outcome now) {
        // Passed once and skipped once: it ran.
        boolean skippedBefore = before.status() == OutcomeStatus.SKIPPED;
        boolean skippedNow = now.status() == OutcomeStatus.SKIPPED;
        if (skippedBefore != skippedNow) {
            return skippedBefore ? now : before;
        }
        return Severities.isWorse(now.status(), before.status()) ? now : before;
    }

    List<Outcome> outcomes() {
        return List.copyOf(outcomes.values());
    }
}
