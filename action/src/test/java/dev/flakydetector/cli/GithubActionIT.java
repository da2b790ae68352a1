package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.github.FakeGithub;
import dev.flakydetector.github.ResultJson;
import dev.flakydetector.github.Zips;
import dev.flakydetector.render.comment.PullRequestComment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Action as a workflow calls it, against a GitHub on loopback. */
class GithubActionIT {

    private static final String PULL_REQUEST = """
        {"pull_request": {"number": 7, "head": {"ref": "topic", "sha": "%s", "repo": {"full_name": "octo/shop"}}}}\
        """.formatted(ActionRun.SHA);

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

    @Test
    void theProcessThatRunsTheTestsTellsNobodyAndTheOneThatTellsExecutesNothing() throws IOException {
        ActionRun.Result rerun = step().call("--rerun-only");

        assertThat(rerun.exitCode()).as(rerun.err()).isZero();
        assertThat(github.seen()).isEmpty();
        assertThat(rerun.out()).startsWith("::stop-commands::").endsWith("::\n");

        Files.delete(folder.resolve("workspace/readme.txt"));
        ActionRun.Result told = step().with("FLAKY_INPUT_MODE", "comment")
                .with("FLAKY_INPUT_TEST_COMMAND", "touch executed")
                .call("--comment-from", rerun.outputs().get("report-path"));

        assertThat(told.exitCode()).as(told.err()).isZero();
        assertThat(github.comments()).hasSize(1);
        assertThat(Files.exists(folder.resolve("workspace/executed"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"workflow_run,pull_request", "workflow_run,pull_request_target", "workflow_run,issue_comment"})
    void codeOfAPullRequestIsNotExecutedBesideTheRepositorysRights(String event, String cause) throws IOException {
        ActionRun.Result run = workflowRun("failure", cause)
                .with("FLAKY_INPUT_TEST_COMMAND", "touch " + folder.resolve("executed"))
                .with("FLAKY_INPUT_FRAMEWORK", "command")
                .call();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).contains("::error title=flaky-detector::This job runs on 'workflow_run'");
        assertThat(run.summary()).contains("did not run");
        assertThat(Files.exists(folder.resolve("executed"))).isFalse();
    }

    @Test
    void aRunOfTheOwnBranchMayBeRerunInWorkflowRun() throws IOException {
        ActionRun.Result run = workflowRun("failure", "push")
                .with("FLAKY_INPUT_TEST_COMMAND", FLAKY)
                .with("FLAKY_INPUT_FRAMEWORK", "command")
                .with("FLAKY_INPUT_RUNS", "12")
                .with("FLAKY_INPUT_SEED", "42")
                .call();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.outputs()).containsEntry("flaky-count", "1");
    }

    @Test
    void theResultOfAnUnprivilegedRunIsToldByThePrivilegedOne() throws IOException {
        github.addPullRequest(7, "octo/shop", "topic", ActionRun.SHA);
        github.addArtifact(
                "coverage",
                new Zips().with("result.json", new ResultJson().bytes()).bytes());
        github.addArtifact(
                "flaky-detector",
                new Zips()
                        .with("report.html", "<script>alert(1)</script>")
                        .with(
                                "result.json",
                                new ResultJson().with("tests/a.py::test_a", 6).bytes())
                        .with("earlier.json", """
                                {"earlier_detections": 4, "failed_before": [
                                 {"id": "tests/a.py::test_a", "commits": 3, "first": "2026-10-02"}]}""")
                        .bytes());

        ActionRun.Result run = workflowRun("failure", "pull_request")
                .with("FLAKY_INPUT_MODE", "comment")
                .call();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(github.seen("POST", "/issues/7/comments")).hasSize(1);
        assertThat(github.comments().get(0))
                .contains("1 test failed: 1 is flaky")
                .contains("failed on 3 earlier commits, at least since 2026")
                // The commit is the event's, whatever the artifact says.
                .contains("0123456");
    }

    @Test
    void aRunWithoutAResultIsNoFailure() throws IOException {
        ActionRun.Result run = workflowRun("failure", "pull_request")
                .with("FLAKY_INPUT_MODE", "comment")
                .call();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("::notice title=flaky-detector::There is no result to tell");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"tests\": {}}", "{\"detection_id\": \"../../x\"}", "{\"a\": [[[[[[[["})
    void aBrokenResultIsRefusedWithAReason(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("result.json"), json);

        ActionRun.Result run = step().call("--comment-from", file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Cannot read the result result.json");
        assertThat(github.comments()).isEmpty();
    }

    @Test
    void aJobThatPassesResolvesTheCommentWithoutARerun() throws IOException {
        github.addComment(FakeGithub.BOT, PullRequestComment.MARKER + "\nold");

        ActionRun.Result run = step().with("FLAKY_JOB_STATUS", "success").call();

        assertThat(run.exitCode()).isZero();
        assertThat(github.comments()).hasSize(1);
        assertThat(github.comments().get(0)).contains("Resolved");
        assertThat(Files.exists(folder.resolve("temp/flaky-detector"))).isFalse();
    }

    @Test
    void theStepFailsFromTheSeverityThatFailOnNames() throws IOException {
        Path file = new ResultJson().with("tests/a.py::test_a", 6).in(folder);

        assertThat(step().with("FLAKY_INPUT_FAIL_ON", "medium")
                        .call("--comment-from", file.toString())
                        .exitCode())
                .isEqualTo(1);
        assertThat(step().with("FLAKY_INPUT_FAIL_ON", "critical")
                        .call("--comment-from", file.toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void fiveThousandTestsMakeOneComment() throws IOException {
        ResultJson result = new ResultJson();
        for (int i = 0; i < 5_000; i++) {
            result.with("tests/test_%d.py::test_%s".formatted(i, "n".repeat(200)), i % 3 == 0 ? 6 : 0);
        }

        ActionRun.Result run = step().call("--comment-from", result.in(folder).toString());

        assertThat(run.exitCode()).isZero();
        assertThat(github.comments().get(0).length()).isLessThanOrEqualTo(PullRequestComment.MOST_CHARACTERS);
        assertThat(run.summary().length()).isLessThan(1_024 * 1_024);
        assertThat(run.out().lines().filter(line -> line.startsWith("::"))).hasSize(10);
    }

    @Test
    void theJobsOwnReportTellsWhatFailedBefore() throws IOException {
        ActionRun step = step();
        Files.createDirectories(step.workspace().resolve("build/test-results"));
        Files.writeString(step.workspace().resolve("build/test-results/a.xml"), """
            <testsuite name="pytest"><testcase classname="tests.a" file="tests/a.py" name="test_rare">
            <failure message="x"/></testcase></testsuite>\
            """);

        step.call(
                "--comment-from",
                new ResultJson().with("tests/a.py::test_rare", 0).in(folder).toString());

        assertThat(github.comments().get(0))
                .contains("1 test failed: 1 is flaky")
                .contains("`tests/a.py::test_rare` **failed before**, 0 of 20 failed");
    }

    @Test
    void aStoreThatWasKeptTellsOnHowManyEarlierCommitsATestFailed() throws Exception {
        ActionRun step = step();
        git(step.workspace(), "init", "-q");
        for (String change : new String[] {"one", "two"}) {
            Files.writeString(step.workspace().resolve("readme.txt"), change);
            git(step.workspace(), "add", ".");
            git(step.workspace(), "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", change);
            ActionRun.Result run = step.with(
                            "FLAKY_INPUT_STORE", folder.resolve("store").toString())
                    .call();
            assertThat(run.exitCode()).as(run.err()).isZero();
        }

        assertThat(github.comments().get(0)).contains("failed on 1 earlier commit, at least since 20");
    }

    private static void git(Path folder, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("git"));
        words.addAll(List.of(arguments));
        Process git = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(printed).isZero();
    }

    @Test
    void aQuarantineIsSuggestedWhenAskedFor() throws IOException {
        Path result = new ResultJson().with("tests/a.py::test_a", 6).in(folder);

        step().with("FLAKY_INPUT_QUARANTINE", "suggest").call("--comment-from", result.toString());

        assertThat(github.comments().get(0)).contains("--deselect 'tests/a.py::test_a'");
    }

    private ActionRun workflowRun(String conclusion, String cause) throws IOException {
        return ActionRun.on(folder, "workflow_run", """
            {"workflow_run": {"id": 77, "conclusion": "%s", "event": "%s", "head_branch": "topic", "head_sha": "%s",
             "head_repository": {"full_name": "octo/shop"}, "pull_requests": []}}\
            """.formatted(conclusion, cause, ActionRun.SHA))
                .with(github);
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
