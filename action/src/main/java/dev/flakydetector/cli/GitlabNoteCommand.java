package dev.flakydetector.cli;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.github.ResultFile;
import dev.flakydetector.github.UnusableResult;
import dev.flakydetector.gitlab.MergeRequestNote;
import dev.flakydetector.machine.ExitCode;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.render.comment.CommentFacts;
import dev.flakydetector.render.comment.PullRequestComment;
import dev.flakydetector.webhook.EnvironmentProxies;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code flaky gitlab-note}: tells a merge request what {@code flaky detect --format json} found. */
@Command(
        name = "gitlab-note",
        mixinStandardHelpOptions = true,
        description = "Puts a result into one note on a GitLab merge request, and edits it the next time.",
        footer = {
            "",
            "Reads CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID and CI_JOB_URL, which GitLab sets, and the token from"
                    + " FLAKY_GITLAB_TOKEN. Failing to write the note is told and fails nothing."
        })
final class GitlabNoteCommand implements Callable<Integer> {

    @Option(
            names = "--from",
            paramLabel = "RESULT_JSON",
            required = true,
            description = "What 'flaky detect --format json' wrote.")
    private @Nullable String resultFile;

    private final Machine machine;

    GitlabNoteCommand(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<String> missing =
                List.of("CI_API_V4_URL", "CI_PROJECT_ID", "CI_MERGE_REQUEST_IID", "FLAKY_GITLAB_TOKEN").stream()
                        .filter(name -> machine.variable(name).isEmpty())
                        .map(name -> "%s is not set: this command runs in a merge request's pipeline".formatted(name))
                        .toList();
        if (!missing.isEmpty()) {
            return machine.refuse(missing);
        }
        try {
            tell(ResultFile.read(machine.path(resultFile == null ? "" : resultFile)));
            return ExitCode.DONE.value();
        } catch (UnusableResult e) {
            return machine.refuse(String.valueOf(e.getMessage()));
        }
    }

    private void tell(Detection detection) throws InterruptedException {
        CommentFacts facts = new CommentFacts(
                new TreeSet<>(),
                new TreeMap<>(),
                machine.variable("CI_COMMIT_SHA"),
                machine.variable("CI_JOB_URL"),
                Optional.empty(),
                List.of(),
                "",
                List.of());
        try {
            Optional<Long> note = new MergeRequestNote(
                            variable("CI_API_V4_URL"),
                            variable("CI_PROJECT_ID"),
                            variable("CI_MERGE_REQUEST_IID"),
                            variable("FLAKY_GITLAB_TOKEN"),
                            new EnvironmentProxies(machine.environment()))
                    .put(
                            PullRequestComment.hasNews(detection, facts),
                            past -> PullRequestComment.render(detection, facts.withPast(past)));
            machine.out().println(note.map(id -> "note " + id).orElse("nothing to say"));
        } catch (IOException e) {
            machine.err().println("flaky: the merge request was not told: " + e.getMessage());
        }
    }

    private String variable(String name) {
        return machine.variable(name).orElseThrow();
    }
}
