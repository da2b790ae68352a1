package dev.flakydetector.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.github.FakeGithub.Fault;
import dev.flakydetector.github.ReportInputs.Commenting;
import dev.flakydetector.render.PullRequestComment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Telling a finished result to a GitHub on loopback, on its good and its bad days. */
class ActionReportIT {

    private static final String SHA = "fedcba9876543210fedcba9876543210fedcba98";
    private static final String REPO = "/repos/" + FakeGithub.REPOSITORY;

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private FakeGithub github;
    private String token = "ghs_test";

    @BeforeEach
    void startGithub() throws IOException {
        github = FakeGithub.start();
        environment.put("GITHUB_API_URL", github.url());
        environment.put("GITHUB_REPOSITORY", FakeGithub.REPOSITORY);
        environment.put("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
        environment.put("GITHUB_OUTPUT", folder.resolve("output.txt").toString());
        environment.put("GITHUB_EVENT_PATH", folder.resolve("event.json").toString());
        pullRequest();
    }

    @AfterEach
    void stopGithub() {
        github.close();
    }

    private void pullRequest() throws IOException {
        event("pull_request", """
                {"pull_request": {"number": 7, "head": {"ref": "topic", "sha": "%s", "repo": {"full_name": "octo/shop"}}}}""".formatted(SHA));
    }

    private void workflowRun(String conclusion, String cause) throws IOException {
        event("workflow_run", """
                {"workflow_run": {"id": 77, "conclusion": "%s", "event": "%s", "head_branch": "topic", "head_sha": "%s",
                 "head_repository": {"full_name": "stranger/shop"}, "pull_requests": []}}""".formatted(conclusion, cause, SHA));
    }

    private void event(String name, String payload) throws IOException {
        environment.put("GITHUB_EVENT_NAME", name);
        Files.writeString(folder.resolve("event.json"), payload);
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

        tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(github.comments()).hasSize(222).contains(PullRequestComment.MARKER + "\nnot ours");
        assertThat(github.comments().get(221))
                .contains("1 test failed: 1 is flaky")
                .contains("`abcdef0` on 2026-10-31: 1 looked real, 1 flaky");
        assertThat(github.seen("POST", "/comments")).isEmpty();
        assertThat(github.seen("GET", "/user")).isEmpty();
        assertThat(outputs()).contains("comment-url=https://github.com/octo/shop/pull/7#issuecomment-");
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

        tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(String.join("\n", lines))
                .contains("::warning title=flaky-detector::")
                .contains(advice);
        assertThat(outputs()).contains("severity=medium").contains("comment-url=\n");
        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"429, Retry-After, 30", "403, Retry-After, 60", "403, X-RateLimit-Reset, 1793534401"})
    void limitsAreWaitedOut(int status, String header, String value) throws Exception {
        github.failNext(
                "GET", "/comments", new Fault(status, Map.of(header, value, "X-RateLimit-Remaining", "0"), "{}"));

        tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(github.comments()).hasSize(1);
        assertThat(pauses).hasSize(1);
        assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(60));
    }

    @Test
    void aLimitOfAnHourIsToldRatherThanWaitedOut() throws Exception {
        github.failNext("POST", "/comments", new Fault(429, Map.of("Retry-After", "3600"), "{}"));

        tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(pauses).isEmpty();
        assertThat(String.join("\n", lines)).contains("rate limit is used up");
    }

    @Test
    void aFaultOfTheServerIsTriedAgainWithoutASecondComment() throws Exception {
        github.failNext("GET", REPO, new Fault(502, Map.of(), "<html>"));
        github.failNext("POST", "/comments", new Fault(503, Map.of(), "<html>"));

        tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(github.comments()).hasSize(1);
        assertThat(pauses).hasSize(2);
        assertThat(github.seen("GET", "/issues/7/comments")).hasSize(2);
    }

    @Test
    void aCommentThatWasDeletedMeanwhileIsBegunAnew() throws Exception {
        github.addComment(FakeGithub.BOT, PullRequestComment.MARKER + "\nold");
        github.failNext("PATCH", "/comments/", new Fault(404, Map.of(), "{\"message\":\"Not Found\"}"));

        tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(github.seen("POST", "/comments")).hasSize(1);
    }

    @Test
    void nothingToSayBeginsNoCommentButBringsOneUpToDate() throws Exception {
        tell(new ResultJson().with("tests/a.py::test_a", 0));
        assertThat(github.comments()).isEmpty();

        github.addComment(FakeGithub.BOT, PullRequestComment.MARKER + "\nold");
        tell(new ResultJson().with("tests/a.py::test_a", 0));

        assertThat(github.comments()).hasSize(1);
        assertThat(github.comments().get(0)).contains("No test failed");
    }

    @Test
    void aForksPullRequestIsFoundByItsHeadAndOnlyThere() throws Exception {
        workflowRun("failure", "pull_request");
        github.addPullRequest(5, "octo/shop", "topic", "0".repeat(40));
        github.addPullRequest(6, "stranger/shop", "topic", SHA);

        tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(github.seen("POST", "/issues/6/comments")).hasSize(1);
        assertThat(github.seen("GET", "/pulls").get(0).path()).contains("head=stranger%3Atopic");
    }

    @Test
    void withoutAPullRequestThereIsASummaryAlone() throws Exception {
        workflowRun("failure", "pull_request");

        tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(github.comments()).isEmpty();
        assertThat(Files.readString(folder.resolve("summary.md"))).contains("1 is flaky");
        assertThat(String.join("\n", lines)).contains("No open pull request");
    }

    @Test
    void theFailedRunsReportsTellWhatFailedBeforeAndTheTokenStaysWithGithub() throws Exception {
        workflowRun("failure", "push");
        github.addArtifact("coverage", new Zips().with("index.html", "<html>").bytes());
        github.addArtifact(
                "reports",
                new Zips()
                        .with("../../etc/junit.xml", junit("test_a", "test_gone"))
                        .with("readme.txt", "text")
                        .bytes());

        tell(new ResultJson().with("tests/a.py::test_a", 20).with("tests/a.py::test_gone", 0));

        assertThat(summary())
                .contains("2 tests failed: 1 looks real, 1 is flaky")
                .contains("did not fail again");
        assertThat(github.seen("DOWNLOAD", "/artifact/"))
                .hasSize(2)
                .allSatisfy(seen -> assertThat(seen.headers()).doesNotContainKey("Authorization"));
    }

    @Test
    void withoutReportsTheLogsOfTheFailedJobsAreRead() throws Exception {
        workflowRun("failure", "push");
        github.addFailedJob("test", "2026-11-01T12:00:00.0Z FAILED tests/a.py::test_gone - assert 1 == 2\n");

        tell(new ResultJson().with("tests/a.py::test_a", 6).with("tests/a.py::test_gone", 0));

        assertThat(summary()).contains("did not fail again").contains("read from its logs");
        assertThat(github.seen("DOWNLOAD", "/job/")).hasSize(1);
    }

    @Test
    void aTokenWithoutTheRightToReadRunsIsToldWhatIsMissing() throws Exception {
        workflowRun("failure", "push");
        github.failNext("GET", "/artifacts", new Fault(403, Map.of(), "{\"message\":\"Resource not accessible\"}"));
        github.failNext("GET", "/jobs", new Fault(403, Map.of(), "{\"message\":\"Resource not accessible\"}"));

        tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(summary()).contains("actions: read");
    }

    @Test
    void anEnterpriseServersAddressesAreUsed() throws Exception {
        environment.put("GITHUB_API_URL", github.url() + "/api/v3");
        environment.put("GITHUB_SERVER_URL", "https://git.acme.test");
        environment.put("GITHUB_RUN_ID", "99");

        tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(github.comments()).hasSize(1);
        assertThat(github.comments().get(0)).contains("https://git.acme.test/octo/shop/actions/runs/99");
    }

    @Test
    void theProxyOfTheMachineIsUsedExceptWhereItIsNotToBe() throws Exception {
        environment.put("GITHUB_API_URL", "http://127.0.0.1:9");
        environment.put("http_proxy", github.url());
        tell(new ResultJson().with("tests/a.py::test_a", 6));
        assertThat(github.comments()).hasSize(1);

        environment.put("NO_PROXY", "example.test,127.0.0.1");
        tell(new ResultJson().with("tests/a.py::test_a", 6));
        assertThat(github.seen("PATCH", "")).isEmpty();
        assertThat(String.join("\n", lines)).contains("Cannot comment");
    }

    @Test
    void withAPersonsTokenOnlyThatPersonsCommentIsOurs() throws Exception {
        token = "ghp_test";
        github.addComment(FakeGithub.BOT, PullRequestComment.MARKER + "\nof an App");
        github.addComment("octocat", PullRequestComment.MARKER + "\nof the person");

        tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(github.comments()).hasSize(2).contains(PullRequestComment.MARKER + "\nof an App");
    }

    @Test
    void noTokenIsSentOverAnOpenLine() throws Exception {
        environment.put("GITHUB_API_URL", "http://api.acme.test");

        tell(new ResultJson().with("tests/a.py::test_a", 6));

        assertThat(summary()).contains("is not https");
    }

    @Test
    void aRunThatSucceedsResolvesAnEarlierComment() throws Exception {
        workflowRun("success", "pull_request");
        github.addPullRequest(6, "stranger/shop", "topic", SHA);
        github.addComment(
                FakeGithub.BOT,
                PullRequestComment.MARKER + "\n<!-- flaky-detector:result abcdef0 2026-10-31 1 1 -->\nold");

        report().resolve(inputs());

        assertThat(github.comments()).hasSize(1);
        assertThat(github.comments().get(0))
                .contains("Resolved: no test failed at `fedcba9`")
                .contains("`abcdef0`");
    }

    @Test
    void hostileNamesReachNoCommandOfTheRunner() throws Exception {
        tell(new ResultJson()
                .with("a.py::x\n::set-output name=y::z", 6)
                .with("a.py::::error::x%0A", 20)
                .with("a.py::" + "n".repeat(10_000), 6));

        assertThat(lines).hasSize(3).allMatch(line -> line.matches("::(warning|error) title=[^\n:,]*::[^\n]*"));
        assertThat(outputs()).doesNotContain("::");
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

    private void tell(ResultJson result) throws Exception {
        Path file = result.in(folder);
        report().tell(ResultFile.read(file), file, inputs(), new TreeMap<>());
    }

    private ActionReport report() throws IOException {
        return ActionReport.of(
                new RunnerEnvironment(environment),
                lines::add,
                pauses::add,
                Clock.fixed(Instant.ofEpochSecond(1_793_534_399), ZoneOffset.UTC));
    }

    private ReportInputs inputs() throws IOException {
        return new ReportInputs(
                Commenting.AUTO,
                Optional.of(token),
                Optional.empty(),
                Optional.empty(),
                Files.createDirectories(folder.resolve("workspace")),
                List.of(),
                "flaky-detector",
                false);
    }

    private String outputs() throws IOException {
        return Files.readString(folder.resolve("output.txt"));
    }

    private String summary() throws IOException {
        return Files.readString(folder.resolve("summary.md"));
    }
}
