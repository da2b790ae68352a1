package dev.flakydetector.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The finished report of one detection. The attempts themselves stay in the store, from where reports stream them.
 *
 * @param id short, unique, safe in a file name and a URL
 * @param framework whose adapter ran the tests; empty when none was chosen before the detection failed
 * @param testCommand what was run; empty likewise
 * @param command the whole command judged as if it were one test
 * @param severity the loudest of the tests that are not ignored
 * @param tests every test that was seen, worst first
 * @param attemptsRun how many attempts ran, counted ones and troubled ones together
 * @param attemptsSaved how many of the asked-for attempts were not needed
 */
public record Detection(
        String id,
        DetectionRequest request,
        DetectionStatus status,
        Optional<Revision> revision,
        Optional<Framework> framework,
        Optional<TestCommand> testCommand,
        FlakeRate command,
        Verdict verdict,
        Severity severity,
        List<JudgedTest> tests,
        List<Problem> problems,
        int attemptsRun,
        int attemptsSaved,
        Instant startedAt,
        Duration duration) {

    public Detection {
        tests = List.copyOf(tests);
        problems = List.copyOf(problems);
    }

    /** Whether any attempt said anything about the tests. */
    public boolean isJudged() {
        return command.runs() > 0;
    }
}
