package dev.flakydetector.pipeline;

import dev.flakydetector.adapter.choice.FrameworkAdapters;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a worker found out when it made a project ready. It ran the project's own code, so it may say anything: what it
 * says only ever concerns that project's own detection.
 *
 * @param framework empty when none could be chosen; the problems say why
 * @param command empty likewise
 * @param vary what is varied of what the request asks for
 */
public record PreparedFacts(
        Optional<Framework> framework, Optional<TestCommand> command, Set<Variation> vary, List<Problem> problems) {

    private static final int MOST_PROBLEMS = 50;
    private static final int LONGEST_MESSAGE = 4_000;

    public PreparedFacts {
        vary = Set.copyOf(vary);
        problems = problems.stream()
                .limit(MOST_PROBLEMS)
                .map(PreparedFacts::shortened)
                .toList();
    }

    public static PreparedFacts of(Preparation preparation) {
        if (preparation instanceof Preparation.Ready ready) {
            return new PreparedFacts(
                    Optional.of(ready.project().adapter().framework()),
                    Optional.of(ready.project().command()),
                    ready.request().vary(),
                    ready.problems());
        }
        return failed(((Preparation.Trouble) preparation).messages());
    }

    /** Nothing can be run, for these reasons. */
    public static PreparedFacts failed(List<String> reasons) {
        return new PreparedFacts(
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                reasons.stream()
                        .map(reason -> Problem.of(Problem.Kind.SETUP, reason))
                        .toList());
    }

    private static Problem shortened(Problem problem) {
        return problem.message().length() <= LONGEST_MESSAGE
                ? problem
                : new Problem(
                        problem.kind(), problem.attempt(), problem.message().substring(0, LONGEST_MESSAGE) + "…");
    }

    public boolean isRunnable() {
        return framework.isPresent() && command.isPresent();
    }

    private Set<Variation> possible(Framework chosen) {
        return FrameworkAdapters.of(chosen).variations().stream()
                .filter(vary::contains)
                .collect(Collectors.toSet());
    }

    /** The detection, varying only what its framework can vary. */
    public Detection addedTo(Detection started) {
        List<Problem> all = new ArrayList<>(started.problems());
        all.addAll(problems);
        return new Detection(
                started.id(),
                framework
                        .map(chosen -> started.request().runBy(chosen, possible(chosen)))
                        .orElse(started.request()),
                started.status(),
                started.revision(),
                framework,
                command,
                started.command(),
                started.verdict(),
                started.severity(),
                started.tests(),
                all,
                started.attemptsRun(),
                started.attemptsSaved(),
                started.startedAt(),
                started.duration());
    }
}
