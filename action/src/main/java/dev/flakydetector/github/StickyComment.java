package dev.flakydetector.github;

import dev.flakydetector.render.comment.PastResult;
import dev.flakydetector.render.comment.PullRequestComment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GHIssue;
import org.kohsuke.github.GHIssueComment;
import org.kohsuke.github.HttpException;

/** Our one comment on a pull request: found by its marker and its author over all pages, and edited in place. */
final class StickyComment {

    private static final int PAGE = 100;
    private static final int TRIES = 3;
    private static final Duration BETWEEN = Duration.ofSeconds(3);
    private static final int NOT_FOUND = 404;
    private static final int SERVER_FAULT = 500;

    private final GHIssue pullRequest;
    private final Predicate<String> author;
    private final Pause pause;

    StickyComment(GHIssue pullRequest, Predicate<String> author, Pause pause) {
        this.pullRequest = pullRequest;
        this.author = author;
        this.pause = pause;
    }

    /**
     * Puts the text in the place of our comment, or under the conversation when there is none yet.
     *
     * @param begin whether to begin a comment where there is none
     * @param text makes the comment from the results that the present one remembers
     * @return where the comment is; empty when there was none and none was begun
     */
    Optional<String> put(boolean begin, Function<List<PastResult>, String> text)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                Optional<GHIssueComment> present = find();
                if (present.isPresent()) {
                    return Optional.of(edit(present.get(), text));
                }
                return begin ? Optional.of(start(text)) : Optional.empty();
            } catch (HttpException e) {
                // After a fault the comment may be there or not, so the next try looks first.
                if (e.getResponseCode() < SERVER_FAULT || attempt == TRIES) {
                    throw e;
                }
                pause.take(BETWEEN);
            }
        }
    }

    /** Our comment, when there is one. */
    private Optional<GHIssueComment> find() {
        for (GHIssueComment comment : pullRequest.queryComments().list().withPageSize(PAGE)) {
            boolean marked = comment.getBody() != null && comment.getBody().startsWith(PullRequestComment.MARKER);
            if (marked && isOurs(comment)) {
                return Optional.of(comment);
            }
        }
        return Optional.empty();
    }

    @SuppressWarnings("deprecation") // What replaces it costs a request for every comment.
    private boolean isOurs(GHIssueComment comment) {
        return comment.getUserName() != null && author.test(comment.getUserName());
    }

    private String edit(GHIssueComment present, Function<List<PastResult>, String> text) throws IOException {
        try {
            present.update(text.apply(PastResult.in(present.getBody())));
            return present.getHtmlUrl().toString();
        } catch (GHFileNotFoundException e) {
            // Somebody deleted it between our looking and our writing.
            return start(text);
        } catch (HttpException e) {
            if (e.getResponseCode() == NOT_FOUND) {
                return start(text);
            }
            throw e;
        }
    }

    private String start(Function<List<PastResult>, String> text) throws IOException {
        return pullRequest.comment(text.apply(List.of())).getHtmlUrl().toString();
    }
}
