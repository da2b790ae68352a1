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
import java.util.concurrent.Future;
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
     * Runs what is left of a detection that has begun, and stores each attempt before it counts. However it ends, every
     * attempt that had ended by then is stored and counts.
     *
     * @param progress what is known so far: empty at the start, the stored attempts when one is resumed
     * @return how it ended; the interrupt flag of the thread is set when that was by an interrupt
     */
    public DetectionStatus run(Detection started, RerunPlan plan, AttemptRunner runner, DetectionProgress progress) {
        ExecutorService threads = Executors.newFixedThreadPool(started.request().parallelism());
        try {
            return new Course(started, plan, runner, progress, threads).run();
        } finally {
            stop(threads);
            runner.finish();
        }
    }

    /** Interrupts attempts that still run; each kills its processes and cleans up before its thread ends. */
    private static void stop(ExecutorService threads) {
        threads.shutdownNow();
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

    /** One detection on its way through the waves. */
    private final class Course {

        private final Detection started;
        private final RerunPlan plan;
        private final AttemptRunner runner;
        private final DetectionProgress progress;
        private final ExecutorService threads;

        Course(
                Detection started,
                RerunPlan plan,
                AttemptRunner runner,
                DetectionProgress progress,
                ExecutorService threads) {
            this.started = started;
            this.plan = plan;
            this.runner = runner;
            this.progress = progress;
            this.threads = threads;
        }

        DetectionStatus run() {
            for (Wave wave : plan.waves()) {
                CompletionService<CompletedAttempt> running = new ExecutorCompletionService<>(threads);
                try {
                    keepAll(running, start(wave, running));
                } catch (InterruptedException e) {
                    keepEnded(running);
                    progress.add(interruption());
                    Thread.currentThread().interrupt();
                    return DetectionStatus.CANCELLED;
                } catch (ExecutionException e) {
                    keepEnded(running);
                    progress.add(Obstacle.of(e.getCause()));
                    return DetectionStatus.FAILED;
                }
                if (DetectionSteps.isEnough(started.request(), progress)) {
                    break;
                }
            }
            return progress.isJudged() ? DetectionStatus.DONE : DetectionStatus.FAILED;
        }

        /** How many attempts were started. */
        private int start(Wave wave, CompletionService<CompletedAttempt> running) {
            List<Attempt> pending = wave.attempts().stream()
                    .filter(attempt -> !progress.has(attempt.number()))
                    .toList();
            runner.expect(pending.size());
            pending.forEach(attempt -> running.submit(() -> runner.run(attempt)));
            return pending.size();
        }

        private void keepAll(CompletionService<CompletedAttempt> running, int attempts)
                throws InterruptedException, ExecutionException {
            for (int i = 0; i < attempts; i++) {
                keep(running.take().get());
            }
        }

        private void keep(CompletedAttempt completed) {
            history.add(started.id(), completed);
            progress.add(completed);
            listener.attempt(completed, progress.attemptsRun(), plan.attempts().size());
        }

        /** Ends what runs, and keeps what had ended before: attempts may end faster than they are stored. */
        private void keepEnded(CompletionService<CompletedAttempt> running) {
            stop(threads);
            for (Future<CompletedAttempt> next = running.poll(); next != null; next = running.poll()) {
                resultOf(next).ifPresent(this::keep);
            }
        }

        private static Optional<CompletedAttempt> resultOf(Future<CompletedAttempt> ended) {
            try {
                return Optional.of(ended.get());
            } catch (ExecutionException e) {
                // The stop itself cut it off; why we stop is told already.
                return Optional.empty();
            } catch (InterruptedException e) {
                throw new IllegalStateException("An attempt that has ended made its reader wait", e);
            }
        }

        private Problem interruption() {
            return Problem.of(
                    Problem.Kind.INTERRUPTED,
                    "Stopped by the user after %d of %d runs; 'flaky detect --resume %s' goes on"
                            .formatted(progress.attemptsRun(), plan.attempts().size(), started.id()));
        }
    }
}
