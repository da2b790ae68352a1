package dev.flakydetector.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.cloud.SignedGate.Passed;
import dev.flakydetector.cloud.SignedGate.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The client of the HTTP API against a server that checks every signature. */
class CloudDetectionsIT {

    private static final String ACCEPTED = "{\"detection_id\":\"d1\",\"status_url\":\"/detections/d1\",\"seed\":42}";
    private static final CloudRequest REQUEST = new CloudRequest("{\"repo\":\"https://example.com/a.git\"}", "key-1");

    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final PassingClock clock = new PassingClock(Instant.parse("2026-11-01T12:00:00Z"));

    @AutoClose
    private SignedGate gate;

    CloudDetectionsIT() throws IOException {
        gate = SignedGate.before(request -> replies.remove());
    }

    @Test
    void asksOnceWithItsKeyAndWaitsForTheReport() throws Exception {
        answer(Reply.of(202, ACCEPTED));
        answer(state("ACCEPTED", 0), state("RUNNING", 4), state("RUNNING", 4), state("DONE", 10));

        CloudOutcome outcome = run();

        assertThat(gate.turnedAway()).isEmpty();
        assertThat(outcome).isEqualTo(new CloudOutcome.Reported(report("DONE", 10), List.of()));
        assertThat(gate.passed())
                .extracting(Passed::line)
                .containsExactly(
                        "POST /detections",
                        "GET /detections/d1",
                        "GET /detections/d1",
                        "GET /detections/d1",
                        "GET /detections/d1");
        assertThat(gate.passed().get(0).body()).isEqualTo(REQUEST.body());
        assertThat(gate.passed().get(0).headers())
                .containsEntry("Idempotency-Key", "key-1")
                .containsEntry("Content-Type", "application/json")
                .containsEntry("X-Amz-Security-Token", "token-of-the-session");
        assertThat(pauses)
                .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofMillis(4_500))
                .isSorted();
        assertThat(told)
                .containsExactly("Detection d1 runs in the cloud", "ACCEPTED: 0 of 10 runs", "RUNNING: 4 of 10 runs");
    }

    @Test
    void credentialsWithoutASessionSignToo() throws Exception {
        gate.close();
        Map<String, String> longLived = new HashMap<>(SignedGate.ENVIRONMENT);
        longLived.remove("AWS_SESSION_TOKEN");
        gate = SignedGate.before(request -> replies.remove());

        run(longLived, Duration.ofHours(1));

        // The gate knows the caller by a session alone, so it sees that another one signed.
        assertThat(gate.turnedAway()).hasSize(1).first().asString().contains("Credential=AKIAIOSFODNN7EXAMPLE/");
    }

    @Test
    void everyProblemOfARefusedQuestionIsTold() throws Exception {
        answer(new Reply(422, Map.of("Content-Type", "application/problem+json"), """
            {"type":"about:blank","title":"Unprocessable Content","status":422,"detail":"2 problems","problems":[
             {"field":"runs","detail":"must be from 1 to 1000"},{"field":"repo","detail":"must be a URL of https://"}]}\
            """));

        assertThat(run())
                .isEqualTo(new CloudOutcome.Refused(
                        List.of(
                                "The API answered 422: runs: must be from 1 to 1000",
                                "The API answered 422: repo: must be a URL of https://"),
                        true));
    }

    @Test
    void aBusyOrBrokenApiIsAskedAgainWithTheSameKey() throws Exception {
        answer(new Reply(429, Map.of("Retry-After", "7"), ""), Reply.of(503, ""), Reply.of(202, ACCEPTED));
        answer(Reply.of(500, ""), state("DONE", 10));

        CloudOutcome outcome = run();

        assertThat(outcome).isInstanceOf(CloudOutcome.Reported.class);
        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(2), Duration.ofSeconds(1));
        assertThat(gate.passed())
                .filteredOn(request -> request.method().equals("POST"))
                .extracting(request -> request.headers().get("Idempotency-Key"))
                .containsExactly("key-1", "key-1", "key-1");
    }

    @Test
    void anApiThatStaysBusyIsGivenUpAndIsNoFaultOfTheInput() throws Exception {
        for (int i = 0; i < 6; i++) {
            answer(Reply.of(429, "{\"message\":\"Too Many Requests\"}"));
        }

        assertThat(run())
                .isEqualTo(new CloudOutcome.Refused(
                        List.of(
                                "The API answered 429: Too Many Requests",
                                "The API is busy; see the parameter RequestsPerSecond of the stack"),
                        false));
        assertThat(pauses).hasSize(5);
    }

    @Test
    void strangersCredentialsGetAdvice() throws Exception {
        Map<String, String> stranger = new HashMap<>(SignedGate.ENVIRONMENT);
        stranger.put("AWS_SECRET_ACCESS_KEY", "another");

        CloudOutcome outcome = run(stranger, Duration.ofHours(1));

        assertThat(gate.passed()).isEmpty();
        assertThat(((CloudOutcome.Refused) outcome).messages())
                .hasSize(2)
                .element(1)
                .asString()
                .contains("execute-api:Invoke")
                .contains("eu-west-1");
    }

    @Test
    void aStatusUrlThatLeadsElsewhereIsNotFollowed() throws Exception {
        answer(Reply.of(202, "{\"detection_id\":\"d1\",\"status_url\":\"//evil.example/detections/d1\"}"));

        CloudOutcome outcome = run();

        assertThat(((CloudOutcome.Refused) outcome).messages())
                .last()
                .asString()
                .contains("is not the API of flaky-detector");
        assertThat(gate.passed()).hasSize(1);
    }

    @Test
    void afterTheDeadlineItIsCancelledAndWhatWasMeasuredIsHandedBack() throws Exception {
        answer(Reply.of(202, ACCEPTED), state("RUNNING", 3), state("RUNNING", 4));
        answer(Reply.of(202, ACCEPTED), state("RUNNING", 5), state("CANCELLED", 6));

        CloudOutcome outcome = run(SignedGate.ENVIRONMENT, Duration.ofSeconds(4));

        assertThat(gate.passed()).extracting(Passed::line).contains("POST /detections/d1/cancel");
        assertThat(((CloudOutcome.Reported) outcome).json()).isEqualTo(report("CANCELLED", 6));
        assertThat(((CloudOutcome.Reported) outcome).remarks())
                .singleElement()
                .asString()
                .contains("what was measured until then");
    }

    @Test
    void credentialsThatEndWhileItWaitsAreNamed() throws Exception {
        answer(Reply.of(202, ACCEPTED), Reply.of(403, "{\"message\":\"The security token is expired\"}"));

        assertThat(((CloudOutcome.Refused) run()).messages())
                .containsExactly(
                        "The detection /detections/d1 goes on, but its state cannot be read: the API answered 403:"
                                + " The security token is expired",
                        "The credentials have ended, perhaps: they must live as long as the input 'wait';"
                                + " see role-duration-seconds of aws-actions/configure-aws-credentials");
    }

    @Test
    void aCancelledJobCancelsTheDetection() throws Exception {
        answer(Reply.of(202, ACCEPTED), state("RUNNING", 3), Reply.of(202, ACCEPTED));

        assertThatThrownBy(() -> detections(SignedGate.ENVIRONMENT, gate.url(), length -> {
                            throw new InterruptedException();
                        })
                        .run(REQUEST, Duration.ofHours(1)))
                .isInstanceOf(InterruptedException.class);

        assertThat(gate.passed()).last().extracting(Passed::line).isEqualTo("POST /detections/d1/cancel");
    }

    @Test
    void aJobThatIsCancelledBeforeTheAnswerLearnsWhatToCancelByTheSameKey() throws Exception {
        answer(Reply.of(503, ""), Reply.of(202, ACCEPTED), Reply.of(202, ACCEPTED));

        assertThatThrownBy(() -> detections(SignedGate.ENVIRONMENT, gate.url(), length -> {
                            throw new InterruptedException();
                        })
                        .run(REQUEST, Duration.ofHours(1)))
                .isInstanceOf(InterruptedException.class);

        assertThat(gate.passed())
                .extracting(Passed::line)
                .containsExactly("POST /detections", "POST /detections", "POST /detections/d1/cancel");
    }

    @Test
    void anApiThatIsNotThereIsNoReport() throws Exception {
        try (Socket deaf = new Socket()) {
            // Bound, so that nobody else listens there.
            deaf.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
            String nobody = "http://127.0.0.1:" + deaf.getLocalPort();

            CloudOutcome outcome =
                    detections(SignedGate.ENVIRONMENT, nobody, pauses::add).run(REQUEST, Duration.ofHours(1));

            assertThat(((CloudOutcome.Refused) outcome).messages())
                    .singleElement()
                    .asString()
                    .startsWith("The API was not asked at " + nobody);
            assertThat(pauses).hasSize(5);
        }
    }

    private void answer(Reply... more) {
        replies.addAll(List.of(more));
    }

    private static Reply state(String status, int runs) {
        return Reply.of(200, report(status, runs));
    }

    private static String report(String status, int runs) {
        return "{\"status\":\"%s\",\"total_runs\":%d,\"runs_requested\":10}".formatted(status, runs);
    }

    private CloudOutcome run() throws InterruptedException {
        return run(SignedGate.ENVIRONMENT, Duration.ofHours(1));
    }

    private CloudOutcome run(Map<String, String> environment, Duration within) throws InterruptedException {
        return detections(environment, gate.url(), length -> {
                    pauses.add(length);
                    clock.pass(length);
                })
                .run(REQUEST, within);
    }

    private CloudDetections detections(Map<String, String> environment, String url, Pause pause) {
        return CloudDetections.at(
                CloudEndpoint.parse(url, Optional.of(SignedGate.REGION)),
                environment,
                ProxySelector.of(null),
                pause,
                clock,
                told::add);
    }
}
