package dev.flakydetector.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.TestId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How every store keeps what strangers wrote. */
public interface TextContract {

    RunHistory history();

    @Test
    default void keepsTextAsItIs() {
        String hostile = "\u0000 '; DROP TABLE attempt; -- ]]> </script> \u202e\u001b[31m 日本 😀 \r\n\"\\{}%s?1";
        TestId test = new TestId(hostile, hostile + "x");
        Detection sample = SampleDetections.finished("d1", hostile, 0);
        JudgedTest judged = sample.tests().get(0);
        Detection finished = BigValues.withTests(
                sample,
                List.of(new JudgedTest(
                        test,
                        judged.rate(),
                        judged.control(),
                        judged.varied(),
                        0,
                        judged.verdict(),
                        judged.severity(),
                        Optional.of(hostile),
                        false,
                        judged.failingAttempts(),
                        Optional.of(new Failure(hostile, hostile, hostile)))));
        Outcome outcome = Outcome.failed(test, Duration.ZERO, new Failure(hostile, hostile, hostile));
        CompletedAttempt attempt = withOutput(
                SampleDetections.attempt(0, new AttemptResult.Reported(List.of(outcome))),
                new CapturedOutput(hostile, hostile, true));

        history().begin(SampleDetections.started("d1", hostile, 0));
        history().add("d1", attempt);
        history().conclude(finished);

        assertThat(history().find("d1")).contains(finished);
        assertThat(history().attempt("d1", 0)).contains(attempt);
        assertThat(history().timeline(hostile, test, 5)).hasSize(1);
        assertThat(history().recent(new DetectionQuery(Optional.of(hostile), Optional.empty(), 5)))
                .extracting(DetectionSummary::repository)
                .containsExactly(hostile);
    }

    @Test
    default void survivesHalfASurrogatePair() {
        String half = "a\ud800b";
        TestId test = new TestId(half, half);
        Outcome outcome = Outcome.failed(test, Duration.ZERO, new Failure(half, half, half));
        Detection sample = SampleDetections.finished("d1", half, 0);

        history().begin(sample);
        history().add("d1", SampleDetections.attempt(0, new AttemptResult.Reported(List.of(outcome))));
        history().conclude(sample);

        assertThat(history().find("d1")).isPresent();
        assertThat(attemptsOf("d1")).hasSize(1);
    }

    private List<CompletedAttempt> attemptsOf(String detectionId) {
        List<CompletedAttempt> attempts = new ArrayList<>();
        history().forEachAttempt(detectionId, attempts::add);
        return attempts;
    }

    private static CompletedAttempt withOutput(CompletedAttempt attempt, CapturedOutput output) {
        return new CompletedAttempt(
                attempt.attempt(),
                attempt.result(),
                attempt.exitCode(),
                output,
                attempt.duration(),
                attempt.environment(),
                attempt.remarks());
    }
}
