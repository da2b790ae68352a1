package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flakydetector.cloud.SignedGate;
import dev.flakydetector.cloud.SignedGate.Passed;
import dev.flakydetector.cloud.SignedGate.Reply;
import dev.flakydetector.github.FakeGithub;
import dev.flakydetector.github.PublishedApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mode: lambda} against {@code flaky serve} behind a gate that checks signatures as API Gateway does. */
class LambdaModeIT {

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Path repository;
    private String commit;
    private FlakyProcess server;
    private URI api;
    private SignedGate gate;
    private FakeGithub github;

    @BeforeEach
    void start() throws Exception {
        repository = Files.createDirectory(folder.resolve("shop"));
        Files.writeString(repository.resolve("run"), "test $((TEST_SEED % 3)) -ne 0\n");
        Files.writeString(
                repository.resolve("wait"),
                "test $ATTEMPT -ne 1 || { echo > %1$s/reached; read go < %1$s/gate; }\n".formatted(folder));
        git("init", "-q");
        commit("All");
        for (String pipe : new String[] {"reached", "gate"}) {
            run(folder, "mkfifo", pipe);
        }
        Files.createDirectory(folder.resolve("tmp"));
        server = FlakyProcess.start(
                folder.resolve("tmp"),
                Map.of(),
                "serve",
                "--port",
                "0",
                "--db",
                folder.resolve("db").toString());
        api = URI.create(server.firstLine());
        gate = SignedGate.before(this::forward);
        github = FakeGithub.start();
        github.addPullRequest(7, "stranger/shop", "topic", commit);
    }

    private void commit(String message) throws Exception {
        Files.writeString(repository.resolve("readme.txt"), message);
        git("add", ".");
        git("-c", "user.name=Shop", "-c", "user.email=shop@example.com", "commit", "-qm", message);
        commit = git("rev-parse", "HEAD").strip();
    }

    @AfterEach
    void stop() throws Exception {
        gate.close();
        github.close();
        server.kill();
    }

    @Test
    void aFailedRunOfAForkIsRerunInTheCloudAndToldInOneComment() throws Exception {
        ActionRun.Result rerun = step().call("--rerun-only");
        ActionRun.Result told = step().call("--comment-from", rerun.outputs().get("report-path"));

        assertThat(rerun.exitCode()).as(rerun.err()).isZero();
        assertThat(gate.turnedAway()).isEmpty();
        assertThat(gate.passed().get(0).body()).contains("\"ref\":\"" + commit + "\"");
        assertThat(told.exitCode()).as(told.err()).isZero();
        assertThat(github.seen("POST", "/issues/7/comments")).hasSize(1);
        assertThat(github.comments().get(0))
                .contains("1 test failed: 1 is flaky")
                .contains(commit.substring(0, 7));
        assertThat(told.outputs()).containsEntry("flaky-count", "1").containsKey("comment-url");
        assertThat(folder.resolve("temp/flaky-detector/report.html")).isNotEmptyFile();
        // Nothing was checked out, and nothing ran here.
        assertThat(folder.resolve("workspace/run")).doesNotExist();
    }

    @Test
    void theCommentSaysSinceWhenATestFailsThatFailedOnOtherCommits() throws Exception {
        String first = step().call().summary();
        commit("one");
        step().call();
        commit("two");
        String last = step().call().summary();

        assertThat(gate.turnedAway()).isEmpty();
        assertThat(first).doesNotContain("earlier commit", "new: ");
        assertThat(last).contains("failed on 2 earlier commits, at least since 20");
    }

    @Test
    void whatItAsksOfGithubIsWhatGithubDescribes() throws Exception {
        assumeTrue(
                PublishedApi.isIn(NodeTools.folder()),
                "needs npm packages @stoplight/prism-cli and @octokit/openapi in FLAKY_NODE_TOOLS or"
                        + " target/node-tools");
        try (PublishedApi published = PublishedApi.inFrontOf(github, NodeTools.folder(), folder)) {
            ActionRun.Result run =
                    step().with("GITHUB_API_URL", published.url()).call();

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).doesNotContain("::warning title=flaky-detector::");
            assertThat(github.seen("POST", "/issues/7/comments")).hasSize(1);
        }
    }

    @Test
    void theSameAttemptOfARunNeverAsksForASecondDetection() throws Exception {
        String first = step().call().outputs().get("detection-id");
        String again = step().call().outputs().get("detection-id");
        String later = step().with("GITHUB_RUN_ATTEMPT", "2").call().outputs().get("detection-id");

        assertThat(again).isEqualTo(first).isNotEqualTo(later);
        assertThat(get("/detections").path("detections")).hasSize(2);
    }

    @Test
    void everyProblemThatTheApiHasIsShown() throws Exception {
        ActionRun.Result run = step().with("FLAKY_INPUT_REPOSITORY", "gopher://example.com/shop")
                .call("--rerun-only");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).contains("::error title=flaky-detector::The API answered 422: repo: must be a URL of");
        assertThat(run.summary()).contains("did not run");
    }

    @Test
    void aRepositoryThatCannotBeClonedIsToldAsSuch() throws Exception {
        ActionRun.Result run = step().with("FLAKY_INPUT_REPOSITORY", "file://" + folder.resolve("nowhere"))
                .call();

        assertThat(run.out() + run.summary()).contains("nowhere");
    }

    @Test
    void aCancelledJobCancelsItsDetection() throws Exception {
        Map<String, String> environment =
                new HashMap<>(step().with("FLAKY_INPUT_TEST_COMMAND", "sh wait").environment());
        FlakyProcess job = FlakyProcess.start(folder.resolve("tmp"), environment, "github-action", "--rerun-only");
        Files.readString(folder.resolve("reached"));

        job.interrupt();
        FlakyRun ended = job.end();

        assertThat(ended.exitCode()).isEqualTo(130);
        assertThat(ended.err()).contains("Cancelled /detections/");
        assertThat(gate.passed()).last().extracting(Passed::line).asString().endsWith("/cancel");
        String url = "/detections/"
                + get("/detections")
                        .path("detections")
                        .path(0)
                        .path("detection_id")
                        .asText();
        while (!get(url).path("status").asText().equals("CANCELLED")) {
            Thread.onSpinWait();
        }
    }

    /** After a failed run of a fork's pull request, with the rights and credentials of the repository. */
    private ActionRun step() throws IOException {
        ActionRun step = ActionRun.on(folder, "workflow_run", """
            {"workflow_run": {"id": 77, "conclusion": "failure", "event": "pull_request", "head_branch": "topic",
             "head_sha": "%s", "head_repository": {"full_name": "stranger/shop"}, "pull_requests": []}}\
            """.formatted(commit))
                .with(github)
                .with("GITHUB_RUN_ATTEMPT", "1")
                .with("FLAKY_INPUT_MODE", "lambda")
                .with("FLAKY_INPUT_ENDPOINT", gate.url())
                .with("FLAKY_INPUT_REPOSITORY", "file://" + repository)
                .with("FLAKY_INPUT_TEST_COMMAND", "sh run")
                .with("FLAKY_INPUT_FRAMEWORK", "command")
                .with("FLAKY_INPUT_RUNS", "12")
                .with("FLAKY_INPUT_SEED", "42");
        SignedGate.ENVIRONMENT.forEach(step::with);
        return step;
    }

    private Reply forward(Passed request) throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        api.resolve(request.path() + (request.query().isEmpty() ? "" : "?" + request.query())))
                .method(request.method(), BodyPublishers.ofString(request.body()));
        for (String name : List.of("Content-Type", "Idempotency-Key")) {
            if (request.headers().containsKey(name)) {
                builder.header(name, request.headers().get(name));
            }
        }
        HttpResponse<String> answer = client.send(builder.build(), BodyHandlers.ofString());
        return Reply.of(answer.statusCode(), answer.body());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(client.send(HttpRequest.newBuilder(api.resolve(path)).build(), BodyHandlers.ofString())
                        .body());
    }

    private String git(String... arguments) throws Exception {
        return run(
                repository,
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toArray(String[]::new));
    }

    private static String run(Path folder, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
