package dev.flakydetector.pipeline;

import dev.flakydetector.config.ProjectConfig;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.RerunPlan;
import dev.flakydetector.domain.Revision;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Verdict;
import dev.flakydetector.rerun.AttemptPlanner;
import dev.flakydetector.verdict.EarlyStopping;
import dev.flakydetector.verdict.Judgement;
import dev.flakydetector.verdict.StopEvidence;
import dev.flakydetector.verdict.WaveSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a detection, one method a step. Every engine takes these steps and adds nothing to them; it only decides
 * where attempts run.
 */
public final class DetectionSteps {

    private DetectionSteps() {}

    /**
     * A detection that was asked for and has not begun: what its project's configuration adds is not known yet.
     *
     * @param repository without credentials
     * @throws IllegalArgumentException when the parts of the draft do not go together; the message says why
     */
    public static Detection accept(String id, String repository, RequestDraft draft, Seed seed, Instant now) {
        return empty(
                id,
                draft.complete(repository, ProjectConfig.DEFAULT, () -> seed),
                DetectionStatus.ACCEPTED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                now,
                now);
    }

    /** A detection that ended before any attempt could run. */
    public static Detection fail(Detection accepted, List<Problem> problems, Instant now) {
        return end(accepted, DetectionStatus.FAILED, problems, now);
    }

    /** A detection that was called off before any attempt ran. */
    public static Detection cancel(Detection accepted, Instant now) {
        return end(accepted, DetectionStatus.CANCELLED, accepted.problems(), now);
    }

    private static Detection end(Detection accepted, DetectionStatus status, List<Problem> problems, Instant now) {
        return empty(
                accepted.id(),
                accepted.request(),
                status,
                accepted.revision(),
                accepted.framework(),
                accepted.testCommand(),
                problems,
                accepted.startedAt(),
                now);
    }

    /** A detection whose code is here: what runs its tests is not chosen yet. */
    public static Detection begin(String id, Fetching.Fetched fetched, Instant startedAt) {
        return empty(
                id,
                fetched.request(),
                DetectionStatus.RUNNING,
                Optional.of(fetched.revision()),
                Optional.empty(),
                Optional.empty(),
                fetched.problems(),
                startedAt,
                startedAt);
    }

    /** A detection that has begun: everything is known but how the tests do. */
    public static Detection begin(
            String id,
            DetectionRequest request,
            Revision revision,
            Framework framework,
            TestCommand command,
            Instant now) {
        return empty(
                id,
                request,
                DetectionStatus.RUNNING,
                Optional.of(revision),
                Optional.of(framework),
                Optional.of(command),
                List.of(),
                now,
                now);
    }

    private static Detection empty(
            String id,
            DetectionRequest request,
            DetectionStatus status,
            Optional<Revision> revision,
            Optional<Framework> framework,
            Optional<TestCommand> command,
            List<Problem> problems,
            Instant startedAt,
            Instant now) {
        return new Detection(
                id,
                request,
                status,
                revision,
                framework,
                command,
                FlakeRate.NONE,
                Verdict.INCONCLUSIVE,
                Severity.NONE,
                List.of(),
                problems,
                0,
                0,
                startedAt,
                Duration.between(startedAt, now));
    }

    /** Which attempts there may be, and after which of them to ask {@link #isEnough}. */
    public static RerunPlan plan(DetectionRequest request) {
        return AttemptPlanner.plan(request, WaveSchedule.sizes(request.runs(), request.until()));
    }

    /**
     * Whether the attempts so far answer the question, asked between two waves. Also when a whole wave or more said
     * nothing at all: what did not build ten times will not build the eleventh time.
     */
    public static boolean isEnough(DetectionRequest request, DetectionProgress progress) {
        return isEnough(request, progress.tally());
    }

    /** As {@link #isEnough(DetectionRequest, DetectionProgress)}, told from what was kept of the attempts so far. */
    static boolean isEnough(DetectionRequest request, StopEvidence evidence) {
        EarlyStopping stopping =
                new EarlyStopping(request.until(), request.report().thresholds());
        return evidence.command().runs() == 0 || stopping.isSettled(evidence);
    }

    /** The finished report. */
    public static Detection conclude(
            Detection started, DetectionProgress progress, DetectionStatus status, Instant now) {
        Judgement judgement = progress.tally().judge();
        List<Problem> problems = new ArrayList<>(progress.problems());
        problems.addAll(judgement.problems());
        int saved = status == DetectionStatus.DONE ? started.request().runs() - progress.attemptsRun() : 0;
        return new Detection(
                started.id(),
                started.request(),
                status,
                started.revision(),
                started.framework(),
                started.testCommand(),
                judgement.command(),
                judgement.verdict(),
                judgement.severity(),
                judgement.tests(),
                problems,
                progress.attemptsRun(),
                saved,
                started.startedAt(),
                Duration.between(started.startedAt(), now));
    }
}
