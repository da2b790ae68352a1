package dev.flakydetector.pipeline;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Problem;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Notices attempts that failed because a port was taken. Attempts that run at the same time share the machine's ports, so
 * they may do to each other what the tests would never see in a run of their own.
 */
final class PortClashes {

    /** What the C library, Java, Go, Node.js, Windows and Spring Boot say. */
    private static final Pattern TAKEN = Pattern.compile(
            "EADDRINUSE|address (?:already )?in use|only one usage of each socket address|port \\d{1,5} (?:is|was) already in use",
            Pattern.CASE_INSENSITIVE);

    private final SortedSet<Integer> attempts = new TreeSet<>();

    void look(CompletedAttempt completed) {
        if (!completed.passed()
                && texts(completed).anyMatch(text -> TAKEN.matcher(text).find())) {
            attempts.add(completed.attempt().number());
        }
    }

    private static Stream<String> texts(CompletedAttempt completed) {
        Stream<String> failures = completed.result().outcomes().stream()
                .map(Outcome::failure)
                .flatMap(Optional::stream)
                .flatMap(PortClashes::texts);
        Stream<String> whole = Stream.of(
                completed.output().stdout(),
                completed.output().stderr(),
                completed.result().trouble().orElse(""));
        return Stream.concat(failures, whole);
    }

    private static Stream<String> texts(Failure failure) {
        return Stream.of(failure.type(), failure.message(), failure.detail());
    }

    /** What to try, or empty where no port was taken, or nothing ran at the same time that could have taken it. */
    Optional<Problem> problem(int parallelism) {
        if (attempts.isEmpty() || parallelism == 1) {
            return Optional.empty();
        }
        return Optional.of(Problem.of(
                Problem.Kind.DEGRADED,
                ("%s failed over a port or address that was in use, first attempt %d, while up to %d ran at once."
                                + " Attempts on one machine share its ports: run them with --parallelism 1 to tell whether"
                                + " they took each other's, or let the tests listen on port 0.")
                        .formatted(
                                attempts.size() == 1 ? "1 attempt" : attempts.size() + " attempts",
                                attempts.first(),
                                parallelism)));
    }
}
