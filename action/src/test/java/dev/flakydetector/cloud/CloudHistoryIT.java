package dev.flakydetector.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.cloud.SignedGate.Passed;
import dev.flakydetector.cloud.SignedGate.Reply;
import dev.flakydetector.domain.TestId;
import java.io.IOException;
import java.net.ProxySelector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Questions on the past of tests, against a server that checks every signature. */
class CloudHistoryIT {

    private static final String SHOP = "https://github.com/octo/shop.git";

    private final Deque<Reply> replies = new ArrayDeque<>();

    @AutoClose
    private final SignedGate gate;

    CloudHistoryIT() throws IOException {
        gate = SignedGate.before(request -> replies.remove());
    }

    @Test
    void anyNameOfATestIsSignedAndAskedFor() throws Exception {
        TestId test = TestId.parse("a/b c.py::T::test_ä+1[x?y=%2F&*~'(\"]");
        replies.add(Reply.of(200, """
                {"sightings": [{"detection_id": "d1", "started_at": "2026-10-02T12:00:00Z", "commit": "0123456"},
                 {"detection_id": "d2", "started_at": "2026-10-01T12:00:00Z", "commit": null},
                 {"detection_id": "d3", "started_at": "some day"}]}"""));

        CloudHistory history = history(Clock.systemUTC());

        assertThat(history.failuresOf(test, SHOP))
                .extracting(CloudHistory.Sighting::detectionId)
                .containsExactly("d1", "d2");
        assertThat(gate.turnedAway()).isEmpty();
        assertThat(gate.passed()).extracting(Passed::line).containsExactly("GET /tests/history");
        assertThat(gate.passed().get(0).query())
                .contains("id=a%2Fb%20c.py%3A%3AT%3A%3Atest_%C3%A4%2B1%5Bx%3Fy%3D%252F%26%2A~%27%28%22%5D");
    }

    @Test
    void afterTheFirstQuestionWithoutAnAnswerNobodyIsAskedAgain() throws Exception {
        replies.add(Reply.of(404, "{\"detail\":\"there is nothing here\"}"));

        CloudHistory history = history(Clock.systemUTC());

        assertThat(history.detections(SHOP)).isEmpty();
        assertThat(history.failuresOf(TestId.parse("a"), SHOP)).isEmpty();
        assertThat(history.isSilent()).isTrue();
        assertThat(gate.passed()).hasSize(1);
    }

    @Test
    void allQuestionsTogetherTakeABoundedTime() throws Exception {
        replies.add(Reply.of(200, "{\"detections\": []}"));
        PassingClock clock = new PassingClock(Instant.parse("2026-11-01T12:00:00Z"));

        CloudHistory history = history(clock);
        history.detections(SHOP);
        boolean inTime = !history.isSilent();
        clock.pass(Duration.ofSeconds(20));
        history.detections(SHOP);

        assertThat(inTime).isTrue();
        assertThat(history.isSilent()).isTrue();
        assertThat(gate.passed()).hasSize(1);
    }

    private CloudHistory history(Clock clock) {
        return CloudHistory.at(
                CloudEndpoint.parse(gate.url(), Optional.of(SignedGate.REGION)),
                SignedGate.ENVIRONMENT,
                ProxySelector.of(null),
                clock);
    }
}
