package dev.flakydetector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.DetectionRequest.ReportPolicy;
import dev.flakydetector.domain.DetectionRequest.SetupPolicy;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeedRange;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionProgressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OSError: [Errno 98] Address already in use",
                "java.net.BindException: Address already in use (Bind failed)",
                "listen tcp :8080: bind: address already in use",
                "Error: listen EADDRINUSE: address already in use :::3000",
                "Web server failed to start. Port 8080 was already in use."
            })
    void suggestsOneAttemptAtATimeWhereAPortWasTaken(String message) {
        DetectionProgress progress = progress(4);

        progress.add(failed(0, "no stock"));
        progress.add(failed(3, message));
        progress.add(failed(5, message));

        assertThat(progress.problems())
                .extracting(Problem::message)
                .singleElement()
                .satisfies(text ->
                        assertThat(text).contains("2 attempts failed over a port", "attempt 3", "--parallelism 1"));
    }

    @Test
    void blamesNoNeighbourWhereAttemptsRanAlone() {
        DetectionProgress progress = progress(1);

        progress.add(failed(0, "Address already in use"));

        assertThat(progress.problems()).isEmpty();
    }

    @Test
    void tellsTheSameTroubleOnceWithEveryAttemptThatHadIt() {
        DetectionProgress progress = progress(4);

        progress.add(completed(2, new AttemptResult.NoReport(137, "killed"), ""));
        progress.add(completed(1, new AttemptResult.NoReport(137, "killed"), ""));
        progress.add(completed(1, new AttemptResult.NoReport(137, "killed"), ""));

        assertThat(progress.attemptsRun()).isEqualTo(2);
        assertThat(progress.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.attempt()).hasValue(1);
            assertThat(problem.message()).contains("killed").endsWith("(likewise in attempts 2)");
        });
    }

    @Test
    void hidesInProblemsWhatTheOutputAsksToBeMasked() {
        DetectionProgress progress = progress(4);

        progress.add(completed(0, new AttemptResult.BuildBroken("no such key: opening"), ""));
        progress.add(completed(
                1, new AttemptResult.BuildBroken("no such key: sesame"), "::add-mask::sesame\n::add-mask::opening"));

        assertThat(progress.problems())
                .extracting(Problem::message)
                .containsExactly("the build broke: no such key: ***", "the build broke: no such key: ***");
    }

    private static DetectionProgress progress(int parallelism) {
        return new DetectionProgress(
                new DetectionRequest(
                        "/shop",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        20,
                        parallelism,
                        new Seed(1),
                        SeedRange.DEFAULT,
                        Duration.ofSeconds(300),
                        StopRule.VERDICT,
                        Set.of(),
                        ReportPolicy.DEFAULT,
                        SetupPolicy.DEFAULT),
                List.of());
    }

    private static CompletedAttempt failed(int number, String message) {
        Outcome outcome =
                Outcome.failed(new TestId("suite", "serves"), Duration.ZERO, new Failure("Error", message, "trace"));
        return completed(number, new AttemptResult.Reported(List.of(outcome)), "");
    }

    private static CompletedAttempt completed(int number, AttemptResult result, String stdout) {
        return new CompletedAttempt(
                new Attempt(number, new Seed(number + 1), Set.of(), List.of()),
                result,
                OptionalInt.of(1),
                new CapturedOutput(stdout, "", false),
                Duration.ofMillis(10),
                new TreeMap<>(),
                List.of());
    }
}
