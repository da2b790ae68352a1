package dev.flakydetector.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.github.FakeGithub.Fault;
import dev.flakydetector.render.comment.PullRequestComment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Telling a finished result to a GitHub that refuses, limits or fails, or that is hard to reach. */
class GithubTroubleIT {

    private static final String REPO = "/repos/" + FakeGithub.REPOSITORY;

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

    @ParameterizedTest
    @CsvSource({
        "403, Resource not accessible by integration, pull-requests: write",
        "404, Not Found, pull-requests: write",
        "422, Validation Failed, please report this",
        "401, Bad credentials, github-token"
    })
    void failingToCommentIsToldAndFailsNothing(int status, String message, String advice) throws Exception {
        github.failNext("POST", "/comments", new Fault(status, Map.of(), "{\"message\":\"%s\"}".formatted(message)));

        step.tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(step.printed()).contains("::warning title=flaky-detector::").contains(advice);
        assertThat(step.outputs()).contains("severity=medium").contains("comment-url=\n");
        assertThat(step.pauses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"429, Retry-After, 30", "403, Retry-After, 60", "403, X-RateLimit-Reset, 1793534401"})
    void limitsAreWaitedOut(int status, String header, String value) throws Exception {
        github.failNext(
                "GET", "/comments", new Fault(status, Map.of(header, value, "X-RateLimit-Remaining", "0"), "{}"));

        step.tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(github.comments()).hasSize(1);
        assertThat(step.pauses()).hasSize(1);
        assertThat(step.pauses().get(0)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(60));
    }

    @Test
    void aLimitOfAnHourIsToldRatherThanWaitedOut() throws Exception {
        github.failNext("POST", "/comments", new Fault(429, Map.of("Retry-After", "3600"), "{}"));

        step.tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(step.pauses()).isEmpty();
        assertThat(step.printed()).contains("rate limit is used up");
    }

    @Test
    void aFaultOfTheServerIsTriedAgainWithoutASecondComment() throws Exception {
        github.failNext("GET", REPO, new Fault(502, Map.of(), "<html>"));
        github.failNext("POST", "/comments", new Fault(503, Map.of(), "<html>"));

        step.tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(github.comments()).hasSize(1);
        assertThat(step.pauses()).hasSize(2);
        assertThat(github.seen("GET", "/issues/7/comments")).hasSize(2);
    }

    @Test
    void aCommentThatWasDeletedMeanwhileIsBegunAnew() throws Exception {
        github.addComment(FakeGithub.BOT, PullRequestComment.MARKER + "\nold");
        github.failNext("PATCH", "/comments/", new Fault(404, Map.of(), "{\"message\":\"Not Found\"}"));

        step.tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(github.seen("POST", "/comments")).hasSize(1);
    }

    @Test
    void aTokenWithoutTheRightToReadRunsIsToldWhatIsMissing() throws Exception {
        step.afterWorkflowRun("failure", "push");
        github.failNext("GET", "/artifacts", new Fault(403, Map.of(), "{\"message\":\"Resource not accessible\"}"));
        github.failNext("GET", "/jobs", new Fault(403, Map.of(), "{\"message\":\"Resource not accessible\"}"));

        step.tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(step.summary()).contains("actions: read");
    }

    @Test
    void theProxyOfTheMachineIsUsedExceptWhereItIsNotToBe() throws Exception {
        step.with("GITHUB_API_URL", "http://127.0.0.1:9");
        step.with("http_proxy", github.url());
        step.tell(new ResultJson().with("tests/a.py::test_a", 6));
        assertThat(github.comments()).hasSize(1);

        step.with("NO_PROXY", "example.test,127.0.0.1");
        step.tell(new ResultJson().with("tests/a.py::test_a", 6));
        assertThat(github.seen("PATCH", "")).isEmpty();
        assertThat(step.printed()).contains("Cannot comment");
    }

    @Test
    void noTokenIsSentOverAnOpenLine() throws Exception {
        step.with("GITHUB_API_URL", "http://api.acme.test");

        step.tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(step.summary()).contains("is not https");
    }

    @Test
    void anEnterpriseServersAddressesAreUsed() throws Exception {
        step.with("GITHUB_API_URL", github.url() + "/api/v3");
        step.with("GITHUB_SERVER_URL", "https://git.acme.test");
        step.with("GITHUB_RUN_ID", "99");

        step.tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(github.comments()).hasSize(1);
        assertThat(github.comments().get(0)).contains("https://git.acme.test/octo/shop/actions/runs/99");
    }
}
