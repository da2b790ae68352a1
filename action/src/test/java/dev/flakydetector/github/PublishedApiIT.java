package dev.flakydetector.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flakydetector.cli.NodeTools;
import dev.flakydetector.github.ReportInputs.Commenting;
import dev.flakydetector.render.comment.PullRequestComment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that we ask of GitHub, held against GitHub's own description of its API. */
class PublishedApiIT {

    private static final String SHA = "fedcba9876543210fedcba9876543210fedcba98";

    @TempDir
    private static Path folder;

    private static FakeGithub github;
    private static PublishedApi api;

    private final List<String> lines = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(
                PublishedApi.isIn(NodeTools.folder()),
                "needs npm packages @stoplight/prism-cli and @octokit/openapi in FLAKY_NODE_TOOLS or target/node-tools");
        github = FakeGithub.start();
        api = PublishedApi.inFrontOf(github, NodeTools.folder(), folder);
    }

    @AfterAll
    static void stop() throws IOException {
        if (api != null) {
            api.close();
        }
        if (github != null) {
            github.close();
        }
    }

    @Test
    void everyRequestOfAWholeReportIsOneThatGithubKnows() throws Exception {
        for (int i = 0; i < 130; i++) {
            github.addComment("octocat", "comment " + i);
        }
        github.addPullRequest(7, "stranger/shop", "topic", SHA);
        // No downloads: GitHub answers those with a redirect, which the proxy follows by itself.

        tell(new ResultJson().with("tests/a.py::test_a", 6).with("tests/a.py::test_gone", 0));
        tell(new ResultJson().with("tests/a.py::test_a", 20));
        report().resolve(inputs());

        assertThat(lines).noneMatch(line -> line.contains("flaky-detector::"));
        assertThat(github.comments()).hasSize(131);
        assertThat(github.comments().get(130))
                .startsWith(PullRequestComment.MARKER)
                .contains("Resolved");
        assertThat(github.seen("PATCH", "/comments/")).hasSize(2);
        assertThat(github.seen("GET", "/actions/runs/77/artifacts")).hasSize(2);
        assertThat(github.seen("GET", "/actions/runs/77/jobs")).hasSize(2);
    }

    @Test
    void theProxyRefusesWhatGithubWouldNotTake() throws Exception {
        HttpResponse<String> wrong = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(api.url() + "/repos/octo/shop/issues/7/comments"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"text\": 1}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(wrong.statusCode()).isEqualTo(422);
    }

    private void tell(ResultJson result) throws Exception {
        Path file = result.in(folder);
        report().tell(ResultFile.read(file), file, inputs(), EarlierFailures.NONE);
    }

    private ActionReport report() throws IOException {
        Files.writeString(folder.resolve("event.json"), """
                {"workflow_run": {"id": 77, "conclusion": "failure", "event": "pull_request", "head_branch": "topic",
                 "head_sha": "%s", "head_repository": {"full_name": "stranger/shop"}, "pull_requests": []}}""".formatted(SHA));
        Map<String, String> environment = new HashMap<>(Map.of(
                "GITHUB_API_URL",
                api.url(),
                "GITHUB_REPOSITORY",
                FakeGithub.REPOSITORY,
                "GITHUB_EVENT_NAME",
                "workflow_run",
                "GITHUB_EVENT_PATH",
                folder.resolve("event.json").toString()));
        return ActionReport.of(
                new RunnerEnvironment(environment),
                lines::add,
                length -> {
                    throw new AssertionError("nothing should have to be tried again");
                },
                Clock.systemUTC());
    }

    private static ReportInputs inputs() {
        return new ReportInputs(
                Commenting.AUTO,
                Optional.of("ghs_test"),
                Optional.empty(),
                Optional.empty(),
                folder,
                List.of(),
                "flaky-detector",
                false);
    }
}
