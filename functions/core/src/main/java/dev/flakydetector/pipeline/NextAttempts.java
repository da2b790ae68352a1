package dev.flakydetector.pipeline;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.RerunPlan;
import dev.flakydetector.domain.RerunPlan.Wave;
import dev.flakydetector.verdict.RunningCounts;
import java.util.BitSet;
import java.util.List;

/**
 * Which attempts to deal out next, told from the counts of those that there are and from the reviews of the waves so far.
 * It reads no attempt again, so that it takes as long after ten thousand of them as after ten.
 */
public final class NextAttempts {

    private final Detection detection;
    private final RerunPlan plan;
    private final RunningCounts counts;
    private final BitSet givenUp;
    private final boolean runnable;

    /**
     * @param started as it was begun
     * @param past the reviews of the waves so far
     */
    public NextAttempts(Detection started, PreparedFacts facts, List<WaveReview> past, RunningCounts counts) {
        this.detection = facts.addedTo(started);
        this.plan = DetectionSteps.plan(detection.request());
        this.counts = counts;
        this.givenUp = Strikes.givenUp(past, counts::has);
        this.runnable = facts.isRunnable()
                && past.stream().allMatch(review -> review.obstacle().isEmpty());
    }

    /** The detection with what the preparation found out. */
    public Detection detection() {
        return detection;
    }

    /**
     * All of one wave of the plan, and no more than {@link Sharding#mostAtOnce}; empty when there is nothing more to find
     * out. Asks {@link DetectionSteps#isEnough} where the local engine does: between two waves of the plan.
     */
    public List<Attempt> attempts() {
        if (!runnable) {
            return List.of();
        }
        List<Wave> waves = plan.waves();
        for (int i = 0; i < waves.size(); i++) {
            List<Attempt> pending = waves.get(i).attempts().stream()
                    .filter(attempt -> !isSettled(attempt))
                    .toList();
            if (!pending.isEmpty()) {
                int most = Sharding.mostAtOnce(detection.request().runs(), counts.testsRun());
                return pending.subList(0, Math.min(most, pending.size()));
            }
            boolean wentOn =
                    i + 1 < waves.size() && waves.get(i + 1).attempts().stream().anyMatch(this::isSettled);
            if (!wentOn && DetectionSteps.isEnough(detection.request(), counts)) {
                return List.of();
            }
        }
        return List.of();
    }

    private boolean isSettled(Attempt attempt) {
        return counts.has(attempt.number()) || givenUp.get(attempt.number());
    }

    public int attemptsRun() {
        return counts.attemptsRun();
    }
}
