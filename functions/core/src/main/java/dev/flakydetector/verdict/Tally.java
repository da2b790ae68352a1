package dev.flakydetector.verdict;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.DetectionRequest.ReportPolicy;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.JudgedTest.FailingAttempt;
import dev.flakydetector.domain.MaskedWords;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Variation;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Adds finished attempts up, one by one and in any order, to a {@link Judgement}. It keeps counts and no attempts, so its
 * memory grows with the number of tests; an attempt that comes twice counts once. Not safe for use by several threads.
 */
public final class Tally implements StopEvidence {

    private static final Comparator<JudgedTest> WORST_FIRST = Comparator.comparing(JudgedTest::ignored)
            .thenComparing(JudgedTest::severity, Comparator.reverseOrder())
            .thenComparing(test -> test.rate().value(), Comparator.reverseOrder())
            .thenComparing(JudgedTest::id);

    private final StopRule until;
    private final ReportPolicy policy;
    private final Set<Variation> alsoInControls;
    private final List<TestGlob> ignored;
    private final BitSet counted = new BitSet();
    private final Map<TestId, TestCounts> tests = new HashMap<>();
    private final Map<Integer, FailingAttempt> failingAttempts = new HashMap<>();
    private final UnexplainedFailures unexplained = new UnexplainedFailures();
    private MaskedWords masked = MaskedWords.NONE;
    private RunCount command = RunCount.NONE;

    /** A tally of tests whose controls change nothing on purpose but the hash seed, as Python does by itself. */
    public Tally(StopRule until, ReportPolicy policy) {
        this(until, policy, Set.of(Variation.HASH_ORDER));
    }

    /**
     * A tally of nothing yet.
     *
     * @param until decides which kind of interval the rates carry
     * @param alsoInControls what differs from attempt to attempt in controls as well
     */
    public Tally(StopRule until, ReportPolicy policy, Set<Variation> alsoInControls) {
        this.until = until;
        this.alsoInControls = Set.copyOf(alsoInControls);
        this.policy = policy;
        this.ignored = policy.ignorePatterns().stream().map(TestGlob::new).toList();
    }

    /** Counts the attempt if it reported; trouble is for the detection's problems and says nothing about a test. */
    public void add(CompletedAttempt attempt) {
        int number = attempt.attempt().number();
        if (!attempt.result().isReported() || counted.get(number)) {
            return;
        }
        counted.set(number);
        command = command.plus(RunCount.ofOne(attempt.failed()));
        unexplained.look(attempt);
        masked = masked.and(attempt.maskedWords());
        for (Outcome outcome : attempt.result().outcomes()) {
            tests.computeIfAbsent(outcome.test(), this::newCounts).add(attempt.attempt(), outcome, masked);
            if (outcome.status().isFailure()) {
                failingAttempts.computeIfAbsent(
                        number, n -> new FailingAttempt(n, attempt.attempt().seed()));
            }
        }
    }

    private TestCounts newCounts(TestId test) {
        return new TestCounts(test, ignored.stream().anyMatch(glob -> glob.matches(test)));
    }

    /** What the attempts so far add up to. */
    public Judgement judge() {
        Rates rates = new Rates(until);
        List<JudgedTest> judged = tests.values().stream()
                .map(counts -> counts.judge(rates, policy.thresholds(), alsoInControls, masked, this::failingAttempt))
                .sorted(WORST_FIRST)
                .toList();
        return new Judgement(
                judged,
                rates.of(command),
                VerdictRule.of(command),
                loudest(judged),
                unexplained.problem(command.runs()).stream().toList());
    }

    private FailingAttempt failingAttempt(int number) {
        FailingAttempt attempt = failingAttempts.get(number);
        if (attempt == null) {
            throw new IllegalStateException("Attempt %d failed a test but was not put down".formatted(number));
        }
        return attempt;
    }

    private static Severity loudest(List<JudgedTest> judged) {
        return judged.stream()
                .filter(test -> !test.ignored())
                .map(JudgedTest::severity)
                .max(Comparator.naturalOrder())
                .orElse(Severity.NONE);
    }

    @Override
    public Stream<RunCount> tests() {
        return tests.values().stream().filter(test -> !test.isIgnored()).map(TestCounts::all);
    }

    @Override
    public RunCount command() {
        return command;
    }

    @Override
    public boolean commandFailsByItself() {
        return !unexplained.isEmpty();
    }
}
