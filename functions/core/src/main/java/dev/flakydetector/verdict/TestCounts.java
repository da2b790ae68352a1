package dev.flakydetector.verdict;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.JudgedTest.FailingAttempt;
import dev.flakydetector.domain.MaskedWords;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.SeverityThresholds;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Variation;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** What is known of one test so far: a few counts, one bit an attempt, and the failure that speaks for the others. */
final class TestCounts {

    private final TestId test;
    private final boolean ignored;
    private final Map<Set<Variation>, RunCount> byVariations = new HashMap<>();
    private final BitSet failingAttempts = new BitSet();
    private int skipped;
    private int exemplarAttempt = Integer.MAX_VALUE;
    private Optional<Failure> exemplar = Optional.empty();

    TestCounts(TestId test, boolean ignored) {
        this.test = test;
        this.ignored = ignored;
    }

    void add(Attempt attempt, Outcome outcome, MaskedWords masked) {
        if (!outcome.status().isRun()) {
            skipped++;
            return;
        }
        boolean failure = outcome.status().isFailure();
        byVariations.merge(attempt.variations(), RunCount.ofOne(failure), RunCount::plus);
        if (failure) {
            failingAttempts.set(attempt.number());
            keepIfEarliest(attempt.number(), outcome.failure().map(masked::hide));
        }
    }

    /** The lowest attempt that says anything wins, so the order of arrival does not show. */
    private void keepIfEarliest(int attempt, Optional<Failure> failure) {
        if (attempt < exemplarAttempt && failure.isPresent()) {
            exemplarAttempt = attempt;
            exemplar = failure.map(FailureExcerpt::of);
        }
    }

    boolean isIgnored() {
        return ignored;
    }

    RunCount all() {
        return byVariations.values().stream().reduce(RunCount.NONE, RunCount::plus);
    }

    private RunCount control() {
        return byVariations.getOrDefault(Set.of(), RunCount.NONE);
    }

    JudgedTest judge(
            Rates rates,
            SeverityThresholds thresholds,
            Set<Variation> alsoInControls,
            MaskedWords masked,
            IntFunction<FailingAttempt> failingAttempt) {
        RunCount all = all();
        RunCount control = control();
        RunCount varied = new RunCount(all.failures() - control.failures(), all.runs() - control.runs());
        FlakeRate rate = rates.of(all);
        return new JudgedTest(
                test,
                rate,
                rates.of(control),
                rates.of(varied),
                skipped,
                VerdictRule.of(all),
                thresholds.of(rate),
                OnlyWhen.of(byVariations, alsoInControls),
                ignored,
                failingAttempts.stream().mapToObj(failingAttempt).toList(),
                exemplar.map(masked::hide));
    }
}
