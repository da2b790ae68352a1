package dev.flakydetector.verdict;

import static dev.flakydetector.verdict.AttemptsForTests.fail;
import static dev.flakydetector.verdict.AttemptsForTests.finished;
import static dev.flakydetector.verdict.AttemptsForTests.pass;
import static dev.flakydetector.verdict.AttemptsForTests.skip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.AttemptResult.BuildBroken;
import dev.flakydetector.domain.AttemptResult.Reported;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.DetectionRequest.ReportPolicy;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.SeverityThresholds;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunningCountsTest {

    private static final ReportPolicy POLICY =
            new ReportPolicy(SeverityThresholds.DEFAULT, List.of("ignored"), false, 200);

    /** Some tests always pass, one fails now and then, one is skipped now and then; some attempts report nothing. */
    @Test
    void stopsWhereATallyOfTheSameAttemptsStops() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            double rate = random.nextDouble();
            Tally tally = new Tally(StopRule.SEVERITY, POLICY);
            RunningCounts counts = new RunningCounts(POLICY);
            for (int number = 0; number < 400; number++) {
                CompletedAttempt attempt = attempt(number, rate, random);
                tally.add(attempt);
                counts.add(attempt);
                counts.add(attempt);
                for (StopRule until : StopRule.values()) {
                    EarlyStopping stopping = new EarlyStopping(until, SeverityThresholds.DEFAULT);
                    assertThat(stopping.isSettled(counts))
                            .as("seed %d, attempt %d, until %s", seed, number, until)
                            .isEqualTo(stopping.isSettled(tally));
                }
                if (number % 50 == 0) {
                    counts = restored(counts);
                }
            }
        }
    }

    @Test
    void anAttemptThatComesTwiceCountsOnce() {
        RunningCounts counts = new RunningCounts(POLICY);
        CompletedAttempt attempt = finished(3, Set.of(), new BuildBroken("no compiler"), OptionalInt.of(1));

        counts.add(attempt);
        counts.add(attempt);

        assertThat(counts.attemptsRun()).isEqualTo(1);
        assertThat(counts.has(3)).isTrue();
        assertThat(counts.command()).isEqualTo(RunCount.NONE);
    }

    private static RunningCounts restored(RunningCounts counts) {
        return new RunningCounts(
                POLICY, counts.attempts(), counts.command(), counts.commandFailsByItself(), counts.byTest());
    }

    private static CompletedAttempt attempt(int number, double rate, Random random) {
        if (random.nextInt(20) == 0) {
            return finished(number, Set.of(), new BuildBroken("no compiler"), OptionalInt.of(1));
        }
        List<Outcome> outcomes = new ArrayList<>();
        TestId shaky = TestId.parse("shaky");
        TestId sometimes = TestId.parse("sometimes");
        TestId ignored = TestId.parse("ignored");
        outcomes.add(pass(TestId.parse("steady")));
        outcomes.add(random.nextDouble() < rate ? fail(shaky) : pass(shaky));
        outcomes.add(random.nextBoolean() ? skip(sometimes) : pass(sometimes));
        outcomes.add(random.nextBoolean() ? fail(ignored) : pass(ignored));
        int exitCode = random.nextInt(8) == 0 ? 1 : 0;
        return finished(number, Set.of(), new Reported(outcomes), OptionalInt.of(exitCode));
    }
}
