package dev.flakydetector.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
 * @param insight what history and models add
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
        Duration duration,
        Insight insight) {

    public Detection {
        tests = List.copyOf(tests);
        problems = List.copyOf(problems);
    }

    /** A detection to which nothing was added yet. */
    public Detection(
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
        this(
                id,
                request,
                status,
                revision,
                framework,
                testCommand,
                command,
                verdict,
                severity,
                tests,
                problems,
                attemptsRun,
                attemptsSaved,
                startedAt,
                duration,
                Insight.NONE);
    }

    public Detection with(Insight added) {
        return with(problems, added);
    }

    /** The same with one more problem. */
    public Detection with(Problem another) {
        return with(Stream.concat(problems.stream(), Stream.of(another)).toList(), insight);
    }

    private Detection with(List<Problem> known, Insight added) {
        return new Detection(
                id,
                request,
                status,
                revision,
                framework,
                testCommand,
                command,
                verdict,
                severity,
                tests,
                known,
                attemptsRun,
                attemptsSaved,
                startedAt,
                duration,
                added);
    }

    /** Whether any attempt said anything about the tests. */
    public boolean isJudged() {
        return command.runs() > 0;
    }
}
