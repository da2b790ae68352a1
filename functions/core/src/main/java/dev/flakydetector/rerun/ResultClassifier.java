package dev.flakydetector.rerun;

import dev.flakydetector.adapter.FrameworkAdapter;
import dev.flakydetector.adapter.Launch;
import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.AttemptResult.BuildBroken;
import dev.flakydetector.domain.AttemptResult.NoReport;
import dev.flakydetector.domain.AttemptResult.Overran;
import dev.flakydetector.domain.AttemptResult.Reported;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.OutcomeStatus;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.results.ParsedReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Decides what came of an attempt: outcomes that count, or trouble that must not be held against a test. */
final class ResultClassifier {

    /** A shell, and Java's Process, report death by signal N as 128 + N. */
    private static final int SIGNAL_BASE = 128;

    private static final int LAST_SIGNAL = 64;
    private static final int SIGKILL = 9;
    private static final int MOST_DETAIL = 4_000;

    private final FrameworkAdapter adapter;
    private final TestCommand command;
    private final Path workspace;

    /**
     * Judges one attempt.
     *
     * @param workspace whose path is left out of messages, since it is another one in every attempt
     */
    ResultClassifier(FrameworkAdapter adapter, TestCommand command, Path workspace) {
        this.adapter = adapter;
        this.command = command;
        this.workspace = workspace;
    }

    AttemptResult classify(Launch launch, ChildProcess.Ending ending, ParsedReport report) {
        if (launch.reports().isEmpty()) {
            return new Reported(List.of(wholeCommand(ending)));
        }
        if (ending.exitCode().isEmpty()) {
            return new Overran(ending.duration());
        }
        int exitCode = ending.exitCode().getAsInt();
        if (report.outcomes().isEmpty()) {
            return withoutOutcomes(exitCode, ending, report);
        }
        Optional<String> brokenBefore = brokenBeforeAnyTest(exitCode, ending, report);
        if (brokenBefore.isPresent()) {
            return new BuildBroken(brokenBefore.get());
        }
        boolean explained = report.outcomes().stream().anyMatch(o -> o.status().isFailure());
        if (isSignal(exitCode) && !explained) {
            return new NoReport(exitCode, killedBy(exitCode - SIGNAL_BASE));
        }
        return new Reported(report.outcomes());
    }

    private AttemptResult withoutOutcomes(int exitCode, ChildProcess.Ending ending, ParsedReport report) {
        if (isSignal(exitCode)) {
            return new NoReport(exitCode, killedBy(exitCode - SIGNAL_BASE));
        }
        Optional<String> buildFailure = adapter.buildFailure(exitCode, output(ending));
        if (buildFailure.isPresent()) {
            return new BuildBroken(buildFailure.get());
        }
        String reason = report.problems().isEmpty() ? "it ran no test" : String.join("; ", report.problems());
        return new NoReport(exitCode, reason);
    }

    /** Some tools report what kept them from running any test as if it were the errors of tests. */
    private Optional<String> brokenBeforeAnyTest(int exitCode, ChildProcess.Ending ending, ParsedReport report) {
        boolean onlyErrors = report.outcomes().stream().allMatch(outcome -> outcome.status() == OutcomeStatus.ERRORED);
        return onlyErrors ? adapter.buildFailure(exitCode, output(ending)) : Optional.empty();
    }

    private String output(ChildProcess.Ending ending) {
        String output = ending.stdout().excerpt(MOST_DETAIL * 16) + "\n"
                + ending.stderr().excerpt(MOST_DETAIL * 16);
        return output.replace(workspace.toString(), ".");
    }

    /** Programs may end with a larger code of their own, such as pnpm with 254. */
    private static boolean isSignal(int exitCode) {
        return SIGNAL_BASE < exitCode && exitCode <= SIGNAL_BASE + LAST_SIGNAL;
    }

    private static String killedBy(int signal) {
        String advice = signal == SIGKILL
                ? "; the machine may have run out of memory: lower --parallelism or give it more"
                : "";
        return "it was killed by signal %d%s".formatted(signal, advice);
    }

    /** Where there is no report, the command is the one test. */
    private Outcome wholeCommand(ChildProcess.Ending ending) {
        TestId id = new TestId("", command.toString());
        Duration duration = ending.duration();
        if (ending.exitCode().isEmpty()) {
            return new Outcome(
                    id,
                    OutcomeStatus.TIMED_OUT,
                    duration,
                    Optional.of(failure("timeout", "stopped after %d s".formatted(duration.toSeconds()), ending)));
        }
        int exitCode = ending.exitCode().getAsInt();
        return exitCode == 0
                ? Outcome.passed(id, duration)
                : Outcome.failed(id, duration, failure("exit code " + exitCode, lastLine(ending), ending));
    }

    private static Failure failure(String type, String message, ChildProcess.Ending ending) {
        String detail = ending.stderr().excerpt(MOST_DETAIL);
        return new Failure(type, message, detail.isBlank() ? ending.stdout().excerpt(MOST_DETAIL) : detail);
    }

    private static String lastLine(ChildProcess.Ending ending) {
        String text = ending.stderr().excerpt(MOST_DETAIL).isBlank()
                ? ending.stdout().excerpt(MOST_DETAIL)
                : ending.stderr().excerpt(MOST_DETAIL);
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty()
                ? "it printed nothing"
                : lines.get(lines.size() - 1).strip();
    }
}
