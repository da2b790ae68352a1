package dev.flakydetector.pipeline;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.history.RunHistory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a detection has come to, put together from everything that is stored. It reads every attempt, so it is for the end;
 * between two waves {@link NextAttempts} says how to go on.
 */
public final class StoredProgress {

    private final Detection detection;
    private final DetectionProgress progress;
    private final Optional<Problem> obstacle;

    /**
     * Reads every attempt of the history once.
     *
     * @param started as it was begun
     * @param past the reviews of the waves so far
     */
    public StoredProgress(Detection started, PreparedFacts facts, List<WaveReview> past, RunHistory history) {
        this.detection = facts.addedTo(started);
        this.progress = new DetectionProgress(detection.request(), detection.problems());
        this.obstacle =
                past.stream().flatMap(review -> review.obstacle().stream()).findFirst();
        history.forEachAttempt(started.id(), progress::add);
        past.forEach(review -> review.problems().forEach(progress::add));
        obstacle.ifPresent(progress::add);
        Strikes.problem(Strikes.givenUp(past, progress::has)).ifPresent(progress::add);
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
