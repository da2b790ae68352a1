package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.flakydetector.github.ResultJson;
import dev.flakydetector.render.comment.PullRequestComment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chats, played by a server on loopback that keeps what it was told, and GitLab. */
class OtherServicesIT {

    @TempDir
    private Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private FakeGitlab gitlab;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/slack", exchange -> keep(exchange, 200));
        server.createContext("/discord", exchange -> keep(exchange, 404));
        server.start();
        gitlab = FakeGitlab.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        gitlab.close();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void keep(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Test
    void chatsAreToldAndAWebhookThatIsGoneFailsNothing() throws IOException {
        ActionRun.Result run = step().with("FLAKY_INPUT_SLACK_WEBHOOK", url("/slack"))
                .with("FLAKY_INPUT_DISCORD_WEBHOOK", url("/discord"))
                .call("--comment-from", result(6).toString());

        assertThat(run.exitCode()).isZero();
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).contains("1 test failed: 1 is flaky").contains("\"blocks\"");
        assertThat(told.get(1)).contains("allowed_mentions");
        assertThat(run.out()).contains("Discord was not told: it answered 404").doesNotContain(url(""));
    }

    @Test
    void chatsHearNothingWhenNothingFailed() throws IOException {
        step().with("FLAKY_INPUT_SLACK_WEBHOOK", url("/slack"))
                .call("--comment-from", result(0).toString());

        assertThat(told).isEmpty();
    }

    @Test
    void noWebhookIsToldOverAnOpenLine() throws IOException {
        ActionRun.Result run = step().with("FLAKY_INPUT_SLACK_WEBHOOK", "http://hooks.slack.test/services/T/B/x")
                .call("--comment-from", result(6).toString());

        assertThat(run.out())
                .contains("Slack was not told: its webhook is no https address")
                .doesNotContain("hooks.");
    }

    @Test
    void aMergeRequestGetsOneNoteThatIsThenEdited() throws IOException {
        for (int i = 0; i < 150; i++) {
            gitlab.addNote(i == 3 ? PullRequestComment.MARKER + "\nnot ours" : "note " + i);
        }

        FlakyRun first = gitlabNote("secret", result(6));
        FlakyRun second = gitlabNote("secret", result(20));

        assertThat(first.exitCode()).isZero();
        assertThat(second.out()).isEqualTo("note 150\n");
        assertThat(gitlab.notes()).hasSize(151);
        assertThat(gitlab.notes().path(150).path("body").asText())
                .contains("1 test failed: 1 looks real")
                .contains("0 looked real, 1 flaky");
    }

    @Test
    void aTokenThatMayNotWriteIsToldAndFailsNothing() throws IOException {
        FlakyRun run = gitlabNote("wrong", result(6));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("GitLab answered 403").contains("scope 'api'");
    }

    @Test
    void outsideOfAMergeRequestEveryMissingVariableIsNamed() {
        FlakyRun run = FlakyRun.of(folder, "gitlab-note", "--from", "x.json");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("CI_API_V4_URL").contains("FLAKY_GITLAB_TOKEN");
    }

    private ActionRun step() throws IOException {
        return ActionRun.on(folder, "push", "{}");
    }

    private Path result(int failures) throws IOException {
        return new ResultJson().with("tests/a.py::test_a", failures).in(folder);
    }

    private FlakyRun gitlabNote(String token, Path result) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> environment = new HashMap<>(Map.of(
                "CI_API_V4_URL",
                gitlab.url(),
                "CI_PROJECT_ID",
                "42",
                "CI_MERGE_REQUEST_IID",
                "7",
                "CI_COMMIT_SHA",
                ActionRun.SHA,
                "FLAKY_GITLAB_TOKEN",
                token));
        int exitCode = Flaky.run(
                FlakyRun.machine(
                        folder,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        environment),
                "gitlab-note",
                "--from",
                result.toString());
        return new FlakyRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
