package dev.flakydetector.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.render.comment.PullRequestComment;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Telling a finished result to a GitHub on loopback that does as it is asked. */
class ActionReportIT {

    @TempDir
    private Path folder;

    private FakeGithub github;
    private TellingStep step;

    @BeforeEach
    void startGithub() throws IOException {
        github = FakeGithub.start();
        step = new TellingStep(github, folder);
    }

    @AfterEach
    void stopGithub() {
        github.close();
    }

    @Test
    void ourCommentIsFoundOnTheThirdPageAndNoImpostorIsEdited() throws Exception {
        for (int i = 0; i < 120; i++) {
            github.addComment("octocat", "comment " + i);
        }
        github.addComment("stranger", PullRequestComment.MARKER + "\nnot ours");
        for (int i = 0; i < 100; i++) {
            github.addComment(FakeGithub.BOT, "another bot's words, with " + PullRequestComment.MARKER + " within");
        }
        github.addComment(
                FakeGithub.BOT,
                PullRequestComment.MARKER + "\n<!-- flaky-detector:result abcdef0 2026-10-31 1 1 -->\nold");

        step.tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(github.comments()).hasSize(222).contains(PullRequestComment.MARKER + "\nnot ours");
        assertThat(github.comments().get(221))
                .contains("1 test failed: 1 is flaky")
                .contains("`abcdef0` on 2026-10-31: 1 looked real, 1 flaky");
        assertThat(github.seen("POST", "/comments")).isEmpty();
        assertThat(github.seen("GET", "/user")).isEmpty();
        assertThat(step.outputs()).contains("comment-url=https://github.com/octo/shop/pull/7#issuecomment-");
    }

    @Test
    void nothingToSayBeginsNoCommentButBringsOneUpToDate() throws Exception {
        step.tell(new ResultJson().with("tests/a.py::test_a", 0));
        assertThat(github.comments()).isEmpty();

        github.addComment(FakeGithub.BOT, PullRequestComment.MARKER + "\nold");
        step.tell(new ResultJson().with("tests/a.py::test_a", 0));

        assertThat(github.comments()).hasSize(1);
        assertThat(github.comments().get(0)).contains("No test failed");
    }

    @Test
    void aForksPullRequestIsFoundByItsHeadAndOnlyThere() throws Exception {
        step.afterWorkflowRun("failure", "pull_request");
        github.addPullRequest(5, "octo/shop", "topic", "0".repeat(40));
        github.addPullRequest(6, "stranger/shop", "topic", TellingStep.SHA);

        step.tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(github.seen("POST", "/issues/6/comments")).hasSize(1);
        assertThat(github.seen("GET", "/pulls").get(0).path()).contains("head=stranger%3Atopic");
    }

    @Test
    void withoutAPullRequestThereIsASummaryAlone() throws Exception {
        step.afterWorkflowRun("failure", "pull_request");

        step.tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(github.comments()).isEmpty();
        assertThat(step.summary()).contains("1 is flaky");
        assertThat(step.printed()).contains("No open pull request");
    }

    @Test
    void theFailedRunsReportsTellWhatFailedBeforeAndTheTokenStaysWithGithub() throws Exception {
        step.afterWorkflowRun("failure", "push");
        github.addArtifact("coverage", new Zips().with("index.html", "<html>").bytes());
        github.addArtifact(
                "reports",
                new Zips()
                        .with("../../etc/junit.xml", junit("test_a", "test_gone"))
                        .with("readme.txt", "text")
                        .bytes());

        step.tell(new ResultJson().with("tests/a.py::test_a", 20).with("tests/a.py::test_gone", 0));

        assertThat(step.summary())
                .contains("2 tests failed: 1 looks real, 1 is flaky")
                .contains("did not fail again");
        assertThat(github.seen("DOWNLOAD", "/artifact/"))
                .hasSize(2)
                .allSatisfy(seen -> assertThat(seen.headers()).doesNotContainKey("Authorization"));
    }

    @Test
    void withoutReportsTheLogsOfTheFailedJobsAreRead() throws Exception {
        step.afterWorkflowRun("failure", "push");
        github.addFailedJob("test", "2026-11-01T12:00:00.0Z FAILED tests/a.py::test_gone - assert 1 == 2\n");

        step.tell(new ResultJson().with("tests/a.py::test_a", 6).with("tests/a.py::test_gone", 0));

        assertThat(step.summary()).contains("did not fail again").contains("read from its logs");
        assertThat(github.seen("DOWNLOAD", "/job/")).hasSize(1);
    }

    @Test
    void withAPersonsTokenOnlyThatPersonsCommentIsOurs() throws Exception {
        step.withToken("ghp_test");
        github.addComment(FakeGithub.BOT, PullRequestComment.MARKER + "\nof an App");
        github.addComment("octocat", PullRequestComment.MARKER + "\nof the person");

        step.tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(github.comments()).hasSize(2).contains(PullRequestComment.MARKER + "\nof an App");
    }

    @Test
    void aRunThatSucceedsResolvesAnEarlierComment() throws Exception {
        step.afterWorkflowRun("success", "pull_request");
        github.addPullRequest(6, "stranger/shop", "topic", TellingStep.SHA);
        github.addComment(
                FakeGithub.BOT,
                PullRequestComment.MARKER + "\n<!-- flaky-detector:result abcdef0 2026-10-31 1 1 -->\nold");

        step.resolve();

        assertThat(github.comments()).hasSize(1);
        assertThat(github.comments().get(0))
                .contains("Resolved: no test failed at `fedcba9`")
                .contains("`abcdef0`");
    }

    @Test
    void hostileNamesReachNoCommandOfTheRunner() throws Exception {
        step.tell(new ResultJson()
                .with("a.py::x\n::set-output name=y::z", 6)
                .with("a.py::::error::x%0A", 20)
                .with("a.py::" + "n".repeat(10_000), 6));

        assertThat(step.lines()).hasSize(3).allMatch(line -> line.matches("::(warning|error) title=[^\n:,]*::[^\n]*"));
        assertThat(step.outputs()).doesNotContain("::");
    }

    private static String junit(String... failed) {
        StringBuilder xml = new StringBuilder("<testsuite name=\"pytest\">");
        for (String name : failed) {
            xml.append(
                    "<testcase classname=\"tests.a\" file=\"tests/a.py\" name=\"%s\"><failure message=\"x\"/></testcase>"
                            .formatted(name));
        }
        return xml.append("</testsuite>").toString();
    }
}
