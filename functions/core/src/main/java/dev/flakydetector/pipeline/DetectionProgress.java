package dev.flakydetector.pipeline;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.verdict.Tally;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** What is known of a detection while it runs: counts, problems, and which attempts there have been. */
public final class DetectionProgress {

    private final Tally tally;
    private final int parallelism;
    private final AttemptProblems attemptProblems = new AttemptProblems();
    private final PortClashes portClashes = new PortClashes();
    private final List<Problem> problems = new ArrayList<>();
    private final BitSet attempts = new BitSet();
    private boolean judged;

    /**
     * Starts from nothing.
     *
     * @param problems what was noticed before the first attempt
     */
    public DetectionProgress(DetectionRequest request, List<Problem> problems) {
        // NonDex stays away from controls, so they keep Java's own hash order.
        boolean isJava = request.framework().filter(Framework.MAVEN::equals).isPresent();
        this.tally = new Tally(request.until(), request.report(), isJava ? Set.of() : Set.of(Variation.HASH_ORDER));
        this.parallelism = request.parallelism();
        this.problems.addAll(problems);
    }

    /** Counts a finished attempt, once. */
    public void add(CompletedAttempt completed) {
        if (has(completed.attempt().number())) {
            return;
        }
        attempts.set(completed.attempt().number());
        judged |= completed.result().isReported();
        tally.add(completed);
        attemptProblems.add(completed);
        portClashes.look(completed);
    }

    public void add(Problem problem) {
        problems.add(problem);
    }

    boolean has(int attempt) {
        return attempts.get(attempt);
    }

    public int attemptsRun() {
        return attempts.cardinality();
    }

    /** Whether any attempt said anything about the tests. */
    boolean isJudged() {
        return judged;
    }

    Tally tally() {
        return tally;
    }

    List<Problem> problems() {
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(attemptProblems.problems());
        portClashes.problem(parallelism).ifPresent(all::add);
        return all;
    }
}
