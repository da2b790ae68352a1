package dev.flakydetector.github;

import dev.flakydetector.render.comment.PastResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import org.kohsuke.github.GHException;
import org.kohsuke.github.GHRepository;

/** Finds the pull request of an event and our comment on it; what GitHub will not take becomes a warning. */
final class PullRequestTalk {

    private static final String RIGHT = "pull-requests: write";

    private final GithubConnection github;
    private final TriggerEvent event;
    private final Consumer<String> lines;
    private final Pause pause;

    PullRequestTalk(GithubConnection github, TriggerEvent event, Consumer<String> lines, Pause pause) {
        this.github = github;
        this.event = event;
        this.lines = lines;
        this.pause = pause;
    }

    /**
     * Puts our comment.
     *
     * @param begin whether to begin one where there is none
     * @param text makes it from the results that the present one remembers
     * @return where it is; empty when there is none, or GitHub would not take it
     */
    Optional<String> put(boolean begin, Function<List<PastResult>, String> text) throws InterruptedException {
        try {
            GHRepository repository = github.repository();
            OptionalInt pullRequest = PullRequestFinder.find(event, repository);
            if (pullRequest.isEmpty()) {
                lines.accept("No open pull request belongs to this commit: the result is in the summary alone");
                return Optional.empty();
            }
            return new StickyComment(repository.getIssue(pullRequest.getAsInt()), github.isUs(), pause)
                    .put(begin, text);
        } catch (IOException e) {
            warn("Cannot comment on the pull request", e);
        } catch (GHException e) {
            // What the library throws out of an iterator, which may not throw a checked one.
            warn(
                    "Cannot read the pull request",
                    e.getCause() instanceof IOException cause ? cause : new IOException(e.getMessage(), e));
        }
        return Optional.empty();
    }

    private void warn(String tried, IOException failure) {
        lines.accept(WorkflowCommand.warning("flaky-detector", GithubConnection.advice(tried, RIGHT, failure)));
    }
}
