package dev.flakydetector.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store must do; each runs it against itself. */
public interface RunHistoryContract extends AttemptContract, TextContract, PastContract {

    @Test
    default void beginsADetectionOnce() {
        Detection first = SampleDetections.started("d1", "/shop", 0);

        assertThat(history().begin(first)).isTrue();
        assertThat(history().begin(SampleDetections.started("d1", "/other", 5))).isFalse();

        assertThat(history().find("d1")).contains(first);
        assertThat(history().find("d2")).isEmpty();
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
    default void updatesWhatIsRunning() {
        Detection started = SampleDetections.started("d1", "/shop", 0);
        history().begin(started);
        Detection cancelled = SampleDetections.finished("d1", "/shop", 0);

        history().update(cancelled);

        assertThat(history().find("d1")).contains(cancelled);
        assertThat(history().recent(DetectionQuery.newest(10)))
                .extracting(DetectionSummary::status)
                .containsExactly(cancelled.status());
    }

    @Test
    default void amendsAReportAndLosesNoAmendment() {
        history().begin(SampleDetections.started("d1", "/shop", 0));
        history().conclude(SampleDetections.finished("d1", "/shop", 0));
        int before = history().find("d1").orElseThrow().problems().size();

        IntStream.range(0, 4)
                .parallel()
                .forEach(number -> history()
                        .amend("d1", stored -> stored.with(Problem.of(Problem.Kind.DEGRADED, "amendment " + number))));

        assertThat(history().find("d1").orElseThrow().problems()).hasSize(before + 4);
        assertThat(history().amend("d1", stored -> stored)).isEqualTo(history().find("d1"));
        assertThat(history().amend("d2", stored -> stored)).isEmpty();
    }

    @Test
    default void changesADetectionOnlyFromTheStatusesThatAreNamed() {
        Detection started = SampleDetections.started("d1", "/shop", 0);
        Detection finished = SampleDetections.finished("d1", "/shop", 0);
        history().begin(started);

        assertThat(history().update(finished, Set.of(DetectionStatus.ACCEPTED))).isFalse();
        assertThat(history().find("d1")).contains(started);
        assertThat(history().update(finished, Set.of(DetectionStatus.ACCEPTED, DetectionStatus.RUNNING)))
                .isTrue();
        assertThat(history().find("d1")).contains(finished);
        assertThat(history().update(started, Set.of(DetectionStatus.RUNNING))).isFalse();
        assertThat(history().find("d1")).contains(finished);
        assertThat(history().update(SampleDetections.started("d2", "/shop", 0), Set.of(DetectionStatus.RUNNING)))
                .isFalse();
        assertThat(history().find("d2")).isEmpty();
    }

    @Test
    default void concludesOnlyFromTheStatusesThatAreNamed() {
        Detection finished = SampleDetections.finished("d1", "/shop", 0);
        history().begin(SampleDetections.started("d1", "/shop", 0));

        assertThat(history().conclude(finished, Set.of(DetectionStatus.CANCELLED)))
                .isFalse();
        assertThat(history().conclude(finished, Set.of(DetectionStatus.RUNNING)))
                .isTrue();

        assertThat(history().find("d1")).contains(finished);
        assertThat(history().timeline("/shop", SampleDetections.FLAKY, 10)).hasSize(1);
    }

    @Test
    default void reservesAKeyForTheFirstCaller() {
        assertThat(history().reserve("a key", "first", SampleDetections.START)).isEqualTo("first");
        assertThat(history().reserve("a key", "second", SampleDetections.START)).isEqualTo("first");
        assertThat(history().reserve("another", "second", SampleDetections.START))
                .isEqualTo("second");
    }

    @Test
    default void knowsNothingOfADetectionThatHasNotBegun() {
        CompletedAttempt attempt = SampleDetections.attempt(0, new AttemptResult.BuildBroken("x"));
        List<CompletedAttempt> attempts = new ArrayList<>();

        history().forEachAttempt("nobody", attempts::add);

        assertThatThrownBy(() -> history().add("nobody", attempt))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has not begun");
        assertThat(attempts).isEmpty();
        assertThat(history().attempt("nobody", 0)).isEmpty();
        assertThat(history().recent(DetectionQuery.newest(5))).isEmpty();
        assertThat(history().timeline("/shop", SampleDetections.FLAKY, 5)).isEmpty();
    }

    @Test
    default void takesAReportWithoutABeginning() {
        Detection finished = SampleDetections.finished("d1", "/shop", 0);

        history().conclude(finished);

        assertThat(history().find("d1")).contains(finished);
        assertThat(history().begin(SampleDetections.started("d1", "/shop", 0))).isFalse();
    }

    @Test
    default void keepsBigReports() {
        Detection finished = BigValues.detection("d1", "/shop", 1_000);
        history().begin(SampleDetections.started("d1", "/shop", 0));

        history().conclude(finished);

        assertThat(history().find("d1")).contains(finished);
        assertThat(history().timeline("/shop", BigValues.test(999), 5)).hasSize(1);
    }
}
