package dev.flakydetector.pipeline;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.RerunPlan;
import dev.flakydetector.domain.RerunPlan.Wave;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.rerun.AttemptRunner;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Takes a detection through its waves on this machine's threads. Which attempts run, and what they add up to, is for
 * {@link DetectionSteps} to say.
 */
public final class LocalEngine {

    private final RunHistory history;
    private final DetectionListener listener;

    public LocalEngine(RunHistory history, DetectionListener listener) {
        this.history = history;
        this.listener = listener;
    }

    /**
     * Runs what is left of a detection that has begun, and stores each attempt before it counts.
     *
     * @param progress what is known so far: empty at the start, the stored attempts when one is resumed
     * @return how it ended; the interrupt flag of the thread is set when that was by an interrupt
     */
    public DetectionStatus run(Detection started, RerunPlan plan, AttemptRunner runner, DetectionProgress progress) {
        ExecutorService threads = Executors.newFixedThreadPool(started.request().parallelism());
        try {
            for (Wave wave : plan.waves()) {
                Optional<DetectionStatus> end = runWave(started, wave, plan, threads, runner, progress);
                if (end.isPresent()) {
                    return end.get();
                }
                if (DetectionSteps.isEnough(started.request(), progress)) {
                    break;
                }
            }
            return progress.isJudged() ? DetectionStatus.DONE : DetectionStatus.FAILED;
        } finally {
            // Interrupts attempts that still run; each kills its processes and cleans up before its thread ends.
            threads.shutdownNow();
            awaitEnd(threads);
            runner.finish();
        }
    }

    private Optional<DetectionStatus> runWave(
            Detection started,
            Wave wave,
            RerunPlan plan,
            ExecutorService threads,
            AttemptRunner runner,
            DetectionProgress progress) {
        CompletionService<CompletedAttempt> running = new ExecutorCompletionService<>(threads);
        List<Attempt> pending = wave.attempts().stream()
                .filter(attempt -> !progress.has(attempt.number()))
                .toList();
        runner.expect(pending.size());
        pending.forEach(attempt -> running.submit(() -> runner.run(attempt)));
        int planned = plan.attempts().size();
        for (int i = 0; i < pending.size(); i++) {
            try {
                CompletedAttempt completed = running.take().get();
                history.add(started.id(), completed);
                progress.add(completed);
                listener.attempt(completed, progress.attemptsRun(), planned);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                progress.add(Problem.of(
                        Problem.Kind.INTERRUPTED,
                        "Stopped by the user after %d of %d runs; 'flaky detect --resume %s' goes on"
                                .formatted(progress.attemptsRun(), planned, started.id())));
                return Optional.of(DetectionStatus.CANCELLED);
            } catch (ExecutionException e) {
                progress.add(Obstacle.of(e.getCause()));
                return Optional.of(DetectionStatus.FAILED);
            }
        }
        return Optional.empty();
    }

    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = Thread.interrupted();
        try {
            while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                // Killing and cleaning up are bounded; leaving before they are done would leave processes behind.
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
