package dev.flakydetector.pipeline;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.RerunPlan;
import dev.flakydetector.domain.RerunPlan.Wave;
import dev.flakydetector.history.RunHistory;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How far a detection has come, put together from what is stored, so that every step may run in another process. */
public final class StoredProgress {

    private static final int STRIKES = 2;

    private final Detection detection;
    private final RerunPlan plan;
    private final DetectionProgress progress;
    private final BitSet givenUp = new BitSet();
    private final Optional<Problem> obstacle;
    private final boolean runnable;

    /**
     * Reads every attempt of the history once.
     *
     * @param started as it was begun
     * @param past the reviews of the waves so far
     */
    public StoredProgress(Detection started, PreparedFacts facts, List<WaveReview> past, RunHistory history) {
        this.detection = facts.addedTo(started);
        this.plan = DetectionSteps.plan(detection.request());
        this.progress = new DetectionProgress(detection.request(), detection.problems());
        this.obstacle =
                past.stream().flatMap(review -> review.obstacle().stream()).findFirst();
        this.runnable = facts.isRunnable() && obstacle.isEmpty();
        history.forEachAttempt(started.id(), progress::add);
        past.forEach(review -> review.problems().forEach(progress::add));
        obstacle.ifPresent(progress::add);
        giveUp(past);
    }

    private void giveUp(List<WaveReview> past) {
        past.stream()
                .flatMap(review -> review.struck().stream())
                .collect(Collectors.groupingBy(number -> number, Collectors.counting()))
                .forEach((number, strikes) -> {
                    if (strikes >= STRIKES && !progress.has(number)) {
                        givenUp.set(number);
                    }
                });
        if (!givenUp.isEmpty()) {
            String numbers = givenUp.stream().mapToObj(Integer::toString).collect(Collectors.joining(", "));
            progress.add(Problem.of(
                    Problem.Kind.DEGRADED,
                    "Attempts %s were handed out twice and came to nothing, so they are left out; see the problems of their workers"
                            .formatted(numbers)));
        }
    }

    /** The detection with what the preparation found out. */
    public Detection detection() {
        return detection;
    }

    /**
     * The attempts to run next, all of one wave of the plan; empty when there is nothing more to find out. Asks {@link
     * DetectionSteps#isEnough} where the local engine does: between two waves of the plan.
     */
    public List<Attempt> next() {
        if (!runnable) {
            return List.of();
        }
        List<Wave> waves = plan.waves();
        for (int i = 0; i < waves.size(); i++) {
            List<Attempt> pending = waves.get(i).attempts().stream()
                    .filter(attempt -> !progress.has(attempt.number()) && !givenUp.get(attempt.number()))
                    .toList();
            if (!pending.isEmpty()) {
                return pending;
            }
            boolean wentOn =
                    i + 1 < waves.size() && waves.get(i + 1).attempts().stream().anyMatch(this::isSettled);
            if (!wentOn && DetectionSteps.isEnough(detection.request(), progress)) {
                return List.of();
            }
        }
        return List.of();
    }

    private boolean isSettled(Attempt attempt) {
        return progress.has(attempt.number()) || givenUp.get(attempt.number());
    }

    public int attemptsRun() {
        return progress.attemptsRun();
    }

    /** The report of a detection that ran as far as it should. */
    public Detection conclude(Instant now) {
        boolean done = progress.isJudged() && obstacle.isEmpty();
        return DetectionSteps.conclude(detection, progress, done ? DetectionStatus.DONE : DetectionStatus.FAILED, now);
    }

    /** The report of a detection that was cut off, with what was measured until then. */
    public Detection cutOff(DetectionStatus status, Problem why, Instant now) {
        progress.add(why);
        return DetectionSteps.conclude(detection, progress, status, now);
    }
}
