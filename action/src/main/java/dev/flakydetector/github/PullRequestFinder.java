package dev.flakydetector.github;

import java.io.IOException;
import java.util.OptionalInt;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHRepository;

/**
 * Finds the pull request that a run belongs to. Events about runs of forks name none, so it is looked up by head
 * repository, branch and commit; what an artifact says about it is never asked.
 */
final class PullRequestFinder {

    private static final int PAGE = 100;

    private PullRequestFinder() {}

    static OptionalInt find(TriggerEvent event, GHRepository repository) throws IOException {
        if (event.pullRequest().isPresent()) {
            return event.pullRequest();
        }
        if (event.head().isEmpty() || event.head().get().branch().isBlank()) {
            return OptionalInt.empty();
        }
        TriggerEvent.Head head = event.head().get();
        for (GHPullRequest candidate : repository
                .queryPullRequests()
                .state(GHIssueState.OPEN)
                .head(head.owner() + ":" + head.branch())
                .list()
                .withPageSize(PAGE)) {
            if (isOf(candidate, head)) {
                return OptionalInt.of(candidate.getNumber());
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isOf(GHPullRequest candidate, TriggerEvent.Head head) {
        // The fork may be gone by now, its name with it.
        boolean sameRepository = candidate.getHead().getRepository() == null
                || candidate.getHead().getRepository().getFullName().equals(head.repository());
        return sameRepository && head.sha().equals(candidate.getHead().getSha());
    }
}
