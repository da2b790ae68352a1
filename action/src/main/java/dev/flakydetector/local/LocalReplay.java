package dev.flakydetector.local;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.machine.ExitCode;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.pipeline.DetectionSteps;
import dev.flakydetector.pipeline.Preparation;
import dev.flakydetector.pipeline.RequestDraft;
import dev.flakydetector.rerun.AttemptRunner;
import dev.flakydetector.rerun.ProgramNotStarted;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Runs one recorded attempt again and says whether the same tests failed. */
public final class LocalReplay {

    private static final int MOST_NAMES = 20;

    private final Machine machine;
    private final LocalWiring wiring;
    private final Progress progress;

    public LocalReplay(Machine machine, LocalWiring wiring) {
        this.machine = machine;
        this.wiring = wiring;
        this.progress = new Progress(machine.err(), machine.terminal());
    }

    /** Repeats an attempt that the store knows. */
    public ExitCode run(Detection detection, CompletedAttempt recorded, int repeats)
            throws IOException, InterruptedException {
        Preparation preparation = wiring.preparation(progress::step).prepareAgain(detection);
        if (!(preparation instanceof Preparation.Ready ready)) {
            return refuse(preparation);
        }
        tellWhat("detection " + detection.id(), recorded.attempt(), recorded.environment());
        machine.out().println("Recorded: " + describe(recorded));
        return repeat(ready, recorded.attempt(), repeats, Optional.of(failures(recorded)));
    }

    /** Repeats an attempt that nothing is stored of: what was asked for decides all of it. */
    public ExitCode run(RequestDraft draft, Seed base, int number, int repeats)
            throws IOException, InterruptedException {
        Preparation preparation = wiring.preparation(progress::step).prepare(draft, () -> base);
        if (!(preparation instanceof Preparation.Ready ready)) {
            return refuse(preparation);
        }
        Attempt attempt = DetectionSteps.plan(ready.request()).attempts().get(number);
        tellWhat("seed " + base, attempt, Collections.emptySortedMap());
        return repeat(ready, attempt, repeats, Optional.empty());
    }

    private ExitCode refuse(Preparation preparation) {
        if (preparation instanceof Preparation.Refused refused) {
            machine.refuse(refused.messages());
            return ExitCode.BAD_INPUT;
        }
        machine.refuse(List.of(((Preparation.Unavailable) preparation).message()));
        return ExitCode.NOT_RUN;
    }

    private void tellWhat(String origin, Attempt attempt, SortedMap<String, String> environment) {
        machine.out()
                .println("Attempt %d of %s: seed %s, variation %s%s"
                        .formatted(
                                attempt.number(),
                                origin,
                                attempt.seed(),
                                attempt.variationText(),
                                environment.isEmpty() ? "" : ", with " + environment));
    }

    private ExitCode repeat(Preparation.Ready ready, Attempt attempt, int repeats, Optional<Set<TestId>> recorded)
            throws IOException, InterruptedException {
        ready.problems().forEach(problem -> progress.step(problem.message()));
        try {
            ExitCode code = repeat(wiring.runner(ready), attempt, repeats, recorded);
            return wiring.interrupted() ? ExitCode.INTERRUPTED : code;
        } catch (ProgramNotStarted e) {
            machine.refuse(String.valueOf(e.getMessage()));
            return ExitCode.NOT_RUN;
        }
    }

    private ExitCode repeat(AttemptRunner runner, Attempt attempt, int repeats, Optional<Set<TestId>> recorded)
            throws IOException, InterruptedException, ProgramNotStarted {
        int same = 0;
        int failed = 0;
        int troubled = 0;
        for (int i = 1; i <= repeats; i++) {
            CompletedAttempt again = runner.run(attempt);
            machine.out().println("Run %d: %s".formatted(i, describe(again)));
            troubled += again.result().isReported() ? 0 : 1;
            failed += again.failed() ? 1 : 0;
            same += again.failed() && recorded.filter(failures(again)::equals).isPresent() ? 1 : 0;
        }
        if (troubled == repeats) {
            return ExitCode.NOT_RUN;
        }
        machine.out()
                .println(
                        recorded.isPresent()
                                ? "The same tests failed in %d of %d runs, some test in %d"
                                        .formatted(same, repeats, failed)
                                : "Some test failed in %d of %d runs".formatted(failed, repeats));
        return failed > 0 ? ExitCode.FINDING : ExitCode.DONE;
    }

    private static String describe(CompletedAttempt attempt) {
        if (!attempt.result().isReported()) {
            return attempt.result().trouble().orElse("");
        }
        Set<TestId> failures = failures(attempt);
        if (failures.isEmpty()) {
            return attempt.passed() ? "passed" : "no test failed, but the command ended with " + attempt.exitCode();
        }
        String names = String.join(
                ", ", failures.stream().limit(MOST_NAMES).map(TestId::toString).toList());
        return "%d failed: %s%s".formatted(failures.size(), names, failures.size() > MOST_NAMES ? ", …" : "");
    }

    private static Set<TestId> failures(CompletedAttempt attempt) {
        Set<TestId> failures = new TreeSet<>();
        for (Outcome outcome : attempt.result().outcomes()) {
            if (outcome.status().isFailure()) {
                failures.add(outcome.test());
            }
        }
        return failures;
    }
}
