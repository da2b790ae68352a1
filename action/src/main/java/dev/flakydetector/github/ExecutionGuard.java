package dev.flakydetector.github;

import java.util.Optional;

/** Keeps a job that holds the repository's rights from executing what a pull request brought along. */
final class ExecutionGuard {

    private ExecutionGuard() {}

    /** Why the code of this event must not be executed here; empty when it may. */
    static Optional<String> refusal(TriggerEvent event) {
        if (!event.givesRightsBesideForeignCode()) {
            return Optional.empty();
        }
        return Optional.of(
                ("This job runs on '%s', so it holds the rights and secrets of the repository, and 'mode: local' would execute"
                                + " a pull request's code with them: a test could take the token and write to the repository. Nothing"
                                + " was executed. Do the reruns in the pull request's own workflow, which has no rights, and let this"
                                + " one only tell the result ('mode: comment'); samples/workflows has both files.")
                        .formatted(event.name()));
    }
}
