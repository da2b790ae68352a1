package dev.flakydetector.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.ShardResult;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.history.SampleDetections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShardJsonTest {

    @Test
    void readsBackAResultWhoseAttemptsRanOtherTestsInOtherOrders() {
        List<Outcome> outcomes = SampleDetections.outcomes();
        List<Outcome> backwards = new ArrayList<>(outcomes);
        Collections.reverse(backwards);
        Outcome other = Outcome.passed(TestId.parse("another"), Duration.ZERO);
        ShardResult result = new ShardResult(
                "d1",
                3,
                "word",
                List.of(
                        SampleDetections.attempt(0, new AttemptResult.BuildBroken("no compiler")),
                        SampleDetections.attempt(1, new AttemptResult.Reported(outcomes)),
                        SampleDetections.attempt(2, new AttemptResult.Reported(backwards)),
                        SampleDetections.attempt(3, new AttemptResult.Reported(List.of(other))),
                        SampleDetections.attempt(4, new AttemptResult.Reported(outcomes.subList(0, 1)))),
                Optional.of(Problem.of(Problem.Kind.SETUP, "no such program")));

        assertThat(StoredJson.shardResult(StoredJson.write(result))).isEqualTo(result);
    }

    @Test
    void spellsATestOnceHoweverManyAttemptsRanIt() {
        List<CompletedAttempt> attempts = new ArrayList<>();
        Outcome outcome = Outcome.passed(TestId.parse("the_one_test"), Duration.ZERO);
        for (int number = 0; number < 25; number++) {
            attempts.add(SampleDetections.attempt(number, new AttemptResult.Reported(List.of(outcome))));
        }

        String written = StoredJson.write(new ShardResult("d1", 0, "word", attempts, Optional.empty()));

        assertThat(written).containsOnlyOnce("the_one_test");
    }

    @Test
    void anAttemptThatNamesTestsWhichAreNotThereCannotBeRead() {
        ShardResult result = new ShardResult(
                "d1",
                0,
                "word",
                List.of(SampleDetections.attempt(0, new AttemptResult.Reported(SampleDetections.outcomes()))),
                Optional.empty());
        String written = StoredJson.write(result);

        assertThatThrownBy(
                        () -> StoredJson.shardResult(written.replaceFirst("\"rosters\":\\[\\[.*?]]", "\"rosters\":[]")))
                .isInstanceOf(UnreadableJson.class);
        assertThatThrownBy(() -> StoredJson.shardResult(written.replaceFirst("\"rosters\":\\[\\[", "\"rosters\":[7,[")))
                .isInstanceOf(UnreadableJson.class);
    }
}
