package dev.flakydetector.verdict;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Verdict;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up the outcomes of attempts as they come, in any order. Memory grows with the number of tests and of failures, not
 * with that of outcomes.
 */
public final class Tally {

    private static final Comparator<JudgedTest> WORST_FIRST = Comparator.comparing(JudgedTest::ignored)
            .thenComparing(JudgedTest::severity, Comparator.reverseOrder())
            .thenComparing(test -> -test.rate().value())
            .thenComparing(JudgedTest::id);

    private final DetectionRequest request;
    private final IgnorePatterns ignored;
    private final Map<TestId, TestTally> tests = new HashMap<>();
    private int failedAttempts;
    private int countedAttempts;

    public Tally(DetectionRequest request) {
        this.request = request;
        this.ignored = new IgnorePatterns(request.report().ignorePatterns());
    }

    public void add(CompletedAttempt completed) {
        if (!completed.result().isReported()) {
            return;
        }
        countedAttempts++;
        failedAttempts += completed.passed() ? 0 : 1;
        for (Outcome outcome : completed.result().outcomes()) {
            tests.computeIfAbsent(outcome.test(), id -> new TestTally()).add(completed.attempt(), outcome);
        }
    }

    /** The whole command's failures of the attempts that counted. */
    public FlakeRate command() {
        return RateInterval.rate(failedAttempts, countedAttempts, request.until());
    }

    public Verdict commandVerdict() {
        return verdict(failedAttempts, countedAttempts);
    }

    /** Every test that was seen, worst first, ignored ones last. */
    public List<JudgedTest> judge() {
        return tests.entrySet().stream()
                .map(entry -> judge(entry.getKey(), entry.getValue()))
                .sorted(WORST_FIRST)
                .toList();
    }

    /** The loudest severity of the tests that are not ignored. */
    public static Severity severity(List<JudgedTest> tests) {
        return tests.stream()
                .filter(test -> !test.ignored())
                .map(JudgedTest::severity)
                .max(Comparator.naturalOrder())
                .orElse(Severity.NONE);
    }

    /** Whether no test needs another run to answer what the request asks. */
    public boolean isSettled() {
        Settlement settlement = new Settlement(request.until(), request.report().thresholds());
        return countedAttempts > 0
                && tests.values().stream()
                        .filter(test -> test.runs() > 0)
                        .allMatch(test -> settlement.isSettled(test.failures(), test.runs()));
    }

    private JudgedTest judge(TestId id, TestTally tally) {
        FlakeRate rate = RateInterval.rate(tally.failures(), tally.runs(), request.until());
        FlakeRate control = rate(tally.control());
        FlakeRate varied = rate(tally.varied());
        return new JudgedTest(
                id,
                rate,
                control,
                varied,
                tally.skipped(),
                verdict(tally.failures(), tally.runs()),
                request.report().thresholds().of(rate),
                OnlyWhen.describe(request, control, varied),
                ignored.match(id),
                List.copyOf(tally.failing()),
                tally.exemplar());
    }

    private FlakeRate rate(TestTally.Counts counts) {
        return RateInterval.rate(counts.failures(), counts.runs(), request.until());
    }

    private static Verdict verdict(int failures, int runs) {
        if (runs == 0 || (runs == 1 && failures == 1)) {
            return Verdict.INCONCLUSIVE;
        }
        if (failures == 0) {
            return Verdict.PASSING;
        }
        return failures == runs ? Verdict.FAILING : Verdict.FLAKY;
    }
}
