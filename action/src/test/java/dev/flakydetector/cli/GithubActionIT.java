package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.github.FakeGithub;
import dev.flakydetector.render.PullRequestComment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Action as a workflow calls it, against a GitHub on loopback. */
class GithubActionIT {

    private static final String PULL_REQUEST = """
            {"pull_request": {"number": 7, "head": {"ref": "topic", "sha": "%s", "repo": {"full_name": "octo/shop"}}}}""".formatted(ActionRun.SHA);

    /** Fails for seeds that are divisible by three. */
    private static final String FLAKY = "sh -c 'test $((TEST_SEED % 3)) -ne 0'";

    @TempDir
    private Path folder;

    private FakeGithub github;

    @BeforeEach
    void startGithub() throws IOException {
        github = FakeGithub.start();
    }

    @AfterEach
    void stopGithub() {
        github.close();
    }

    @Test
    void aFailedJobOfAPullRequestGetsOneCommentThatIsThenEdited() throws IOException {
        ActionRun.Result first = step().call();
        ActionRun.Result second = step().call();

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(github.comments()).hasSize(1);
        assertThat(github.comments().get(0))
                .startsWith(PullRequestComment.MARKER)
                .contains("1 test failed: 1 is flaky")
                .contains("Earlier results of this pull request");
        assertThat(github.seen("POST", "/comments")).hasSize(1);
        assertThat(github.seen("PATCH", "/comments/")).hasSize(1);
        assertThat(second.outputs())
                .containsEntry("severity", "medium")
                .containsEntry("flaky-count", "1")
                .containsEntry("failing-count", "0");
        assertThat(second.outputs().get("comment-url")).contains("#issuecomment-");
        assertThat(second.summary()).contains("1 test failed: 1 is flaky");
        assertThat(second.out()).contains("::warning title=");
        assertThat(Files.exists(folder.resolve("temp/flaky-detector/result.json")))
                .isTrue();
        assertThat(Files.exists(folder.resolve("temp/flaky-detector/report.html")))
                .isTrue();
    }

    private ActionRun step() throws IOException {
        return ActionRun.on(folder, "pull_request", PULL_REQUEST)
                .with(github)
                .with("FLAKY_INPUT_TEST_COMMAND", FLAKY)
                .with("FLAKY_INPUT_FRAMEWORK", "command")
                .with("FLAKY_INPUT_RUNS", "12")
                .with("FLAKY_INPUT_SEED", "42");
    }
}
