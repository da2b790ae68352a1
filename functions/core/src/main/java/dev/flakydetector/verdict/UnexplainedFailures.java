package dev.flakydetector.verdict;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Problem;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The attempts in which the test command failed though no test did: a crash on exit, a coverage limit, a leaked thread. */
final class UnexplainedFailures {

    private static final int NAMED = 10;

    private final SortedMap<Integer, OptionalInt> exitCodes = new TreeMap<>();

    void look(CompletedAttempt attempt) {
        boolean someTestFailed = attempt.result().outcomes().stream()
                .anyMatch(outcome -> outcome.status().isFailure());
        if (attempt.failed() && !someTestFailed) {
            exitCodes.put(attempt.attempt().number(), attempt.exitCode());
        }
    }

    boolean isEmpty() {
        return exitCodes.isEmpty();
    }

    /** One problem for all of them, or empty when every failure of the command has a test to its name. */
    Optional<Problem> problem(int runs) {
        if (isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Problem.of(
                Problem.Kind.REPORT,
                ("The test command failed in %d of %d attempts although no test in their reports did (%s: %s). "
                                + "Look at their output for what broke outside the tests, such as a crash on exit or a coverage limit;"
                                + " no test's rate counts it.")
                        .formatted(exitCodes.size(), runs, attempts(), endings())));
    }

    private String attempts() {
        String numbers =
                exitCodes.keySet().stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        String more = exitCodes.size() > NAMED ? " and %d more".formatted(exitCodes.size() - NAMED) : "";
        return (exitCodes.size() == 1 ? "attempt " : "attempts ") + numbers + more;
    }

    private String endings() {
        return exitCodes.values().stream()
                .map(code -> code.isPresent() ? "exit code " + code.getAsInt() : "stopped at the time limit")
                .distinct()
                .sorted()
                .limit(NAMED)
                .collect(Collectors.joining(", "));
    }
}
