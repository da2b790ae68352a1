package dev.flakydetector.domain;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An attempt that was run, with what came of it.
 *
 * @param exitCode of the test command; empty when it was stopped at its time limit
 * @param output what the command printed, bounded
 * @param environment the variables that were set on purpose, seed variables included
 * @param remarks sentences on what was noticed beside the result: a report partly unreadable, processes left running
 */
public record CompletedAttempt(
        Attempt attempt,
        AttemptResult result,
        OptionalInt exitCode,
        CapturedOutput output,
        Duration duration,
        SortedMap<String, String> environment,
        List<String> remarks) {

    public CompletedAttempt {
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        remarks = List.copyOf(remarks);
    }

    /** Whether the whole command passed: it exited with zero and no test failed. */
    public boolean passed() {
        return exitCode.isPresent()
                && exitCode.getAsInt() == 0
                && result.isReported()
                && result.outcomes().stream()
                        .noneMatch(outcome -> outcome.status().isFailure());
    }

    /** What its output asks to be hidden, wherever else of the attempt it shows. */
    public MaskedWords maskedWords() {
        return MaskedWords.in(output.stdout(), output.stderr());
    }

    /** Whether the attempt says something about the tests and the command failed. */
    public boolean failed() {
        return result.isReported() && !passed();
    }
}
