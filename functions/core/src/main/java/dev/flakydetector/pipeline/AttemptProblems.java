package dev.flakydetector.pipeline;

import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.MaskedWords;
import dev.flakydetector.domain.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Gathers what went wrong in attempts: each message once, with the attempts it concerns, whatever order they came in. */
final class AttemptProblems {

    private static final int MOST_NUMBERS = 10;

    private final Map<Key, TreeSet<Integer>> attempts = new LinkedHashMap<>();
    private MaskedWords masked = MaskedWords.NONE;

    private record Key(Problem.Kind kind, String message) {}

    void add(CompletedAttempt completed) {
        int number = completed.attempt().number();
        masked = masked.and(completed.maskedWords());
        completed.result().trouble().ifPresent(trouble -> add(kind(completed.result()), masked.hide(trouble), number));
        completed.remarks().forEach(remark -> add(Problem.Kind.DEGRADED, masked.hide(remark), number));
    }

    private void add(Problem.Kind kind, String message, int number) {
        attempts.computeIfAbsent(new Key(kind, message), key -> new TreeSet<>()).add(number);
    }

    private static Problem.Kind kind(AttemptResult result) {
        if (result instanceof AttemptResult.BuildBroken) {
            return Problem.Kind.BUILD;
        }
        return result instanceof AttemptResult.Overran ? Problem.Kind.TIMEOUT : Problem.Kind.REPORT;
    }

    /** Sorted by the first attempt that each concerns. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        attempts.forEach((key, numbers) -> problems.add(new Problem(
                key.kind(), OptionalInt.of(numbers.first()), masked.hide(key.message()) + alsoIn(numbers))));
        problems.sort(
                Comparator.comparingInt((Problem problem) -> problem.attempt().orElse(-1))
                        .thenComparing(Problem::kind)
                        .thenComparing(Problem::message));
        return problems;
    }

    private static String alsoIn(SortedSet<Integer> numbers) {
        if (numbers.size() == 1) {
            return "";
        }
        String listed = numbers.stream()
                .skip(1)
                .limit(MOST_NUMBERS)
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        int more = numbers.size() - 1 - MOST_NUMBERS;
        return " (likewise in attempts %s%s)".formatted(listed, more > 0 ? " and %d more".formatted(more) : "");
    }
}
