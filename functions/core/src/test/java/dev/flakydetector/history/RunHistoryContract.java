package dev.flakydetector.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store must do; each runs it against itself. */
public interface RunHistoryContract {

    RunHistory history();

    @Test
    default void beginsADetectionOnce() {
        Detection first = SampleDetections.started("d1", "/shop", 0);

        assertThat(history().begin(first)).isTrue();
        assertThat(history().begin(SampleDetections.started("d1", "/other", 5))).isFalse();

        assertThat(history().find("d1")).contains(first);
        assertThat(history().find("d2")).isEmpty();
    }

    @Test
    default void keepsTheFirstAttemptOfANumber() {
        history().begin(SampleDetections.started("d1", "/shop", 0));
        CompletedAttempt first = SampleDetections.attempt(3, new AttemptResult.Reported(SampleDetections.outcomes()));

        history().add("d1", first);
        history().add("d1", SampleDetections.attempt(3, new AttemptResult.BuildBroken("later")));

        assertThat(history().attempt("d1", 3)).contains(first);
        assertThat(history().attempt("d1", 4)).isEmpty();
    }

    @Test
    default void handsOverAttemptsByNumberHoweverTheyCame() {
        history().begin(SampleDetections.started("d1", "/shop", 0));
        IntStream.of(7, 2, 30, 0)
                .parallel()
                .forEach(number ->
                        history().add("d1", SampleDetections.attempt(number, new AttemptResult.BuildBroken("x"))));
        List<Integer> numbers = new ArrayList<>();

        history().forEachAttempt("d1", attempt -> numbers.add(attempt.attempt().number()));

        assertThat(numbers).containsExactly(0, 2, 7, 30);
    }

    @Test
    default void concludingPutsTheReportInPlace() {
        history().begin(SampleDetections.started("d1", "/shop", 0));
        Detection finished = SampleDetections.finished("d1", "/shop", 0);

        history().conclude(finished);
        history().conclude(finished);

        assertThat(history().find("d1")).contains(finished);
        assertThat(history().recent(DetectionQuery.newest(10)))
                .extracting(DetectionSummary::status)
                .containsExactly(DetectionStatus.DONE);
        assertThat(history().timeline("/shop", SampleDetections.FLAKY, 10)).hasSize(1);
    }

    @Test
    default void listsTheNewestFirst() {
        for (int i = 0; i < 5; i++) {
            history().begin(SampleDetections.started("d" + i, i % 2 == 0 ? "/shop" : "/bank", i));
        }

        assertThat(history().recent(DetectionQuery.newest(3)))
                .extracting(DetectionSummary::detectionId)
                .containsExactly("d4", "d3", "d2");
        assertThat(history()
                        .recent(new DetectionQuery(
                                Optional.of("/shop"),
                                Optional.of(SampleDetections.START.plus(Duration.ofMinutes(4))),
                                10)))
                .extracting(DetectionSummary::detectionId)
                .containsExactly("d2", "d0");
    }

    @Test
    default void tellsATestsPast() {
        for (int i = 0; i < 3; i++) {
            history().begin(SampleDetections.started("d" + i, "/shop", i));
            history().conclude(SampleDetections.finished("d" + i, "/shop", i));
        }

        assertThat(history().timeline("/shop", SampleDetections.FLAKY, 2))
                .extracting(TestSighting::detectionId)
                .containsExactly("d2", "d1");
        assertThat(history().timeline("/bank", SampleDetections.FLAKY, 2)).isEmpty();
    }

    @Test
    default void aDetectionThatWasCutOffIsStillRunning() {
        history().begin(SampleDetections.started("d1", "/shop", 0));
        history().add("d1", SampleDetections.attempt(0, new AttemptResult.BuildBroken("x")));

        assertThat(history().find("d1").orElseThrow().status()).isEqualTo(DetectionStatus.RUNNING);
        assertThat(history().attempt("d1", 0)).isPresent();
    }
}
