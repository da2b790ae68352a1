package dev.flakydetector.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What made the workflow run.
 *
 * @param name such as {@code pull_request} or {@code workflow_run}
 * @param pullRequest its number, where the event says so
 * @param head the commit that was tested and where it came from; empty where the event has none
 * @param failedRun the id of the run that a {@code workflow_run} event is about
 * @param conclusion how that run ended
 * @param cause the event that made that run, such as {@code pull_request}
 */
record TriggerEvent(
        String name,
        OptionalInt pullRequest,
        Optional<Head> head,
        OptionalLong failedRun,
        Optional<String> conclusion,
        Optional<String> cause) {

    /** A commit on a branch of a repository, possibly a fork. */
    record Head(String repository, String branch, String sha) {
        String owner() {
            return repository.substring(0, Math.max(0, repository.indexOf('/')));
        }
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long MOST_BYTES = 32 << 20;

    /** Reads the runner's event file; a missing one is an event of which only the environment is known. */
    static TriggerEvent read(RunnerEnvironment runner) throws IOException {
        Optional<Path> file = runner.eventFile().filter(Files::isRegularFile);
        JsonNode payload = MAPPER.createObjectNode();
        if (file.isPresent()) {
            if (Files.size(file.get()) > MOST_BYTES) {
                throw new IOException("The event file %s is larger than %d bytes".formatted(file.get(), MOST_BYTES));
            }
            payload = MAPPER.readTree(file.get().toFile());
        }
        return of(runner, payload);
    }

    private static TriggerEvent of(RunnerEnvironment runner, JsonNode payload) {
        JsonNode run = payload.path("workflow_run");
        if (run.isObject()) {
            return new TriggerEvent(
                    runner.eventName(),
                    number(run.path("pull_requests").path(0)),
                    head(run.path("head_repository").path("full_name"), run.path("head_branch"), run.path("head_sha")),
                    run.path("id").canConvertToLong()
                            ? OptionalLong.of(run.path("id").asLong())
                            : OptionalLong.empty(),
                    text(run.path("conclusion")),
                    text(run.path("event")));
        }
        JsonNode pullRequest = payload.path("pull_request");
        JsonNode head = pullRequest.path("head");
        Optional<Head> tested = pullRequest.isObject()
                ? head(head.path("repo").path("full_name"), head.path("ref"), head.path("sha"))
                : runner.repository().flatMap(name -> pushed(runner, name));
        return new TriggerEvent(
                runner.eventName(),
                number(pullRequest),
                tested,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<Head> pushed(RunnerEnvironment runner, String repository) {
        Optional<String> branch =
                runner.text("GITHUB_REF_TYPE").filter("branch"::equals).flatMap(type -> runner.text("GITHUB_REF_NAME"));
        return runner.text("GITHUB_SHA").map(sha -> new Head(repository, branch.orElse(""), sha));
    }

    private static OptionalInt number(JsonNode pullRequest) {
        return pullRequest.path("number").canConvertToInt()
                ? OptionalInt.of(pullRequest.path("number").asInt())
                : OptionalInt.empty();
    }

    private static Optional<Head> head(JsonNode repository, JsonNode branch, JsonNode sha) {
        return text(sha)
                .map(commit ->
                        new Head(text(repository).orElse(""), text(branch).orElse(""), commit));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }

    /** Whether the run that this is about succeeded, so that an earlier finding may be resolved. */
    boolean isSuccess() {
        return conclusion.filter("success"::equals).isPresent();
    }

    /** Whether this is about a run of another workflow. */
    boolean isAboutAnotherRun() {
        return failedRun.isPresent();
    }

    /** Whether this job tests a change, rather than looks for trouble by the clock or by hand. */
    boolean isOfAChange() {
        return name.equals("push") || name.equals("merge_group") || pullRequest.isPresent();
    }

    /** Whether a stranger may have written the code that the event is about, while the job holds the base's rights. */
    boolean givesRightsBesideForeignCode() {
        boolean target = name.equals("pull_request_target");
        boolean afterPullRequest = isAboutAnotherRun()
                && cause.filter(event -> event.equals("push") || event.equals("schedule"))
                        .isEmpty();
        return target || afterPullRequest;
    }
}
