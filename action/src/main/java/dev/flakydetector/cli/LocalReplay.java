package dev.flakydetector.cli;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.pipeline.Preparation;
import dev.flakydetector.rerun.AttemptRunner;
import dev.flakydetector.rerun.ProgramNotStarted;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Runs one recorded attempt again and says whether the same tests failed. */
final class LocalReplay {

    private static final int MOST_NAMES = 20;

    private final Machine machine;
    private final LocalWiring wiring;
    private final Progress progress;

    LocalReplay(Machine machine, LocalWiring wiring) {
        this.machine = machine;
        this.wiring = wiring;
        this.progress = new Progress(machine.err(), machine.terminal());
    }

    ExitCode run(Detection detection, CompletedAttempt recorded, int repeats) throws IOException, InterruptedException {
        Preparation preparation = wiring.preparation(progress::step).prepareAgain(detection);
        if (preparation instanceof Preparation.Refused refused) {
            machine.refuse(refused.messages());
            return ExitCode.BAD_INPUT;
        }
        if (!(preparation instanceof Preparation.Ready ready)) {
            machine.refuse(List.of(((Preparation.Unavailable) preparation).message()));
            return ExitCode.NOT_RUN;
        }
        ready.problems().forEach(problem -> progress.step(problem.message()));
        tellWhat(detection, recorded);
        try {
            ExitCode code = repeat(wiring.runner(ready), recorded, repeats);
            return wiring.interrupted() ? ExitCode.INTERRUPTED : code;
        } catch (ProgramNotStarted e) {
            machine.refuse(String.valueOf(e.getMessage()));
            return ExitCode.NOT_RUN;
        }
    }

    private void tellWhat(Detection detection, CompletedAttempt recorded) {
        machine.out()
                .println("Attempt %d of detection %s: seed %s, variation %s%s"
                        .formatted(
                                recorded.attempt().number(),
                                detection.id(),
                                recorded.attempt().seed(),
                                recorded.attempt().variationText(),
                                recorded.environment().isEmpty() ? "" : ", with " + recorded.environment()));
        machine.out().println("Recorded: " + describe(recorded));
    }

    private ExitCode repeat(AttemptRunner runner, CompletedAttempt recorded, int repeats)
            throws IOException, InterruptedException, ProgramNotStarted {
        int same = 0;
        int failed = 0;
        int troubled = 0;
        for (int i = 1; i <= repeats; i++) {
            CompletedAttempt again = runner.run(recorded.attempt());
            machine.out().println("Run %d: %s".formatted(i, describe(again)));
            troubled += again.result().isReported() ? 0 : 1;
            failed += again.failed() ? 1 : 0;
            same += again.failed() && failures(again).equals(failures(recorded)) ? 1 : 0;
        }
        if (troubled == repeats) {
            return ExitCode.NOT_RUN;
        }
        machine.out()
                .println("The same tests failed in %d of %d runs, some test in %d".formatted(same, repeats, failed));
        return failed > 0 ? ExitCode.FINDING : ExitCode.DONE;
    }

    private static String describe(CompletedAttempt attempt) {
        if (!attempt.result().isReported()) {
            return attempt.result().trouble().orElse("");
        }
        SortedSet<TestId> failures = failures(attempt);
        if (failures.isEmpty()) {
            return attempt.passed() ? "passed" : "no test failed, but the command ended with " + attempt.exitCode();
        }
        String names = String.join(
                ", ", failures.stream().limit(MOST_NAMES).map(TestId::toString).toList());
        return "%d failed: %s%s".formatted(failures.size(), names, failures.size() > MOST_NAMES ? ", …" : "");
    }

    private static SortedSet<TestId> failures(CompletedAttempt attempt) {
        SortedSet<TestId> failures = new TreeSet<>();
        for (Outcome outcome : attempt.result().outcomes()) {
            if (outcome.status().isFailure()) {
                failures.add(outcome.test());
            }
        }
        return failures;
    }
}
