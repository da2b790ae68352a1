package dev.flakydetector.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.DetectionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How every store keeps attempts. */
public interface AttemptContract {

    RunHistory history();

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
    default void aDetectionThatWasCutOffIsStillRunning() {
        history().begin(SampleDetections.started("d1", "/shop", 0));
        history().add("d1", SampleDetections.attempt(0, new AttemptResult.BuildBroken("x")));

        assertThat(history().find("d1").orElseThrow().status()).isEqualTo(DetectionStatus.RUNNING);
        assertThat(history().attempt("d1", 0)).isPresent();
    }

    @Test
    default void readsBackEveryKindOfResult() {
        history().begin(SampleDetections.started("d1", "/shop", 0));
        List<CompletedAttempt> attempts = List.of(
                SampleDetections.attempt(0, new AttemptResult.Reported(SampleDetections.outcomes())),
                SampleDetections.attempt(1, new AttemptResult.BuildBroken("cannot find symbol")),
                SampleDetections.attempt(2, new AttemptResult.Overran(Duration.ofSeconds(300))),
                SampleDetections.attempt(3, new AttemptResult.NoReport(137, "killed")));

        attempts.forEach(attempt -> history().add("d1", attempt));

        assertThat(attemptsOf("d1")).isEqualTo(attempts);
    }

    @Test
    default void keepsBigAttempts() {
        history().begin(SampleDetections.started("d1", "/shop", 0));
        List<CompletedAttempt> attempts = List.of(
                BigValues.attempt(0, 5_000),
                BigValues.attempt(1, 5_000),
                BigValues.attempt(2, 4_000),
                BigValues.attempt(3, 5_010, BigValues.noise(new Random(1), 1 << 20)));

        attempts.forEach(attempt -> history().add("d1", attempt));

        assertThat(attemptsOf("d1")).isEqualTo(attempts);
    }

    @Test
    default void takesAttemptsFromManyThreads() {
        history().begin(SampleDetections.started("d1", "/shop", 0));
        List<CompletedAttempt> attempts = IntStream.range(0, 60)
                .mapToObj(i -> BigValues.attempt(i, 20 + i % 3))
                .toList();

        attempts.parallelStream().forEach(attempt -> history().add("d1", attempt));

        assertThat(attemptsOf("d1")).isEqualTo(attempts);
    }

    @Test
    default void mayBeAskedWhileItHandsOverAttempts() {
        history().begin(SampleDetections.started("d1", "/shop", 0));
        IntStream.range(0, 3).forEach(i -> history().add("d1", BigValues.attempt(i, 5)));
        List<Boolean> found = new ArrayList<>();

        history()
                .forEachAttempt(
                        "d1",
                        attempt -> found.add(history()
                                .attempt("d1", attempt.attempt().number())
                                .isPresent()));

        assertThat(found).containsExactly(true, true, true);
    }

    private List<CompletedAttempt> attemptsOf(String detectionId) {
        List<CompletedAttempt> attempts = new ArrayList<>();
        history().forEachAttempt(detectionId, attempts::add);
        return attempts;
    }
}
