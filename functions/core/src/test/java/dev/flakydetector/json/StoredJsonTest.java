package dev.flakydetector.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.history.SampleDetections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StoredJsonTest {

    static List<AttemptResult> results() {
        return List.of(
                new AttemptResult.Reported(SampleDetections.outcomes()),
                new AttemptResult.BuildBroken("cannot find symbol"),
                new AttemptResult.Overran(Duration.ofSeconds(300)),
                new AttemptResult.NoReport(137, "killed"));
    }

    @ParameterizedTest
    @MethodSource("results")
    void readsBackEveryKindOfAttempt(AttemptResult result) {
        CompletedAttempt attempt = SampleDetections.attempt(7, result);

        assertThat(StoredJson.attempt(StoredJson.write(attempt))).isEqualTo(attempt);
    }

    @Test
    void readsBackADetection() {
        Detection detection = SampleDetections.finished("d1", "/shop", 0);

        assertThat(StoredJson.detection(StoredJson.write(detection))).isEqualTo(detection);
    }

    @Test
    void readsBackWhateverItWrites() {
        for (long seed = 0; seed < 500; seed++) {
            RandomValues values = new RandomValues(seed);
            Detection detection = values.detection();
            CompletedAttempt attempt = values.attempt();

            assertThat(StoredJson.detection(StoredJson.write(detection)))
                    .as("detection of seed %d", seed)
                    .isEqualTo(detection);
            assertThat(StoredJson.attempt(StoredJson.write(attempt)))
                    .as("attempt of seed %d", seed)
                    .isEqualTo(attempt);
        }
    }

    @Test
    void attemptsThatShareARosterSpellEachTestOnce() {
        List<Outcome> outcomes = SampleDetections.outcomes();
        List<Outcome> shuffled = new ArrayList<>(outcomes.subList(1, outcomes.size()));
        Collections.reverse(shuffled);
        CompletedAttempt attempt = SampleDetections.attempt(7, new AttemptResult.Reported(shuffled));
        TestRoster roster = TestRoster.of(outcomes);
        TestRoster stored = StoredJson.roster(StoredJson.write(roster));

        String text = StoredJson.write(attempt, roster);

        assertThat(text).doesNotContain("slow").contains(roster.digest());
        assertThat(stored.digest()).isEqualTo(roster.digest());
        assertThat(StoredJson.attempt(text, digest -> stored)).isEqualTo(attempt);
    }

    @Test
    void rostersOfOtherTestsOrOrdersAreOthers() {
        List<Outcome> outcomes = SampleDetections.outcomes();
        List<Outcome> reversed = new ArrayList<>(outcomes);
        Collections.reverse(reversed);

        TestRoster roster = TestRoster.of(outcomes);

        assertThat(TestRoster.of(reversed).digest()).isNotEqualTo(roster.digest());
        assertThat(roster.covers(reversed)).isTrue();
        assertThat(TestRoster.of(outcomes.subList(0, 2)).covers(outcomes)).isFalse();
    }

    @Test
    void refusesWhatANewerVersionWrote() {
        String newer =
                StoredJson.write(SampleDetections.finished("d1", "/shop", 0)).replace("\"schema\":1", "\"schema\":2");

        assertThatThrownBy(() -> StoredJson.detection(newer))
                .isInstanceOf(UnreadableJson.class)
                .hasMessageContaining("newer flaky-detector");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"attempt\":|damaged",
                "[]|should be an object, found array",
                "{\"schema\":1}|attempt.number should be a number, found nothing",
                "{\"schema\":1,\"number\":1,\"seed\":-4,\"variations\":[]}|A seed is not negative",
                "{\"schema\":1,\"number\":1,\"seed\":4,\"variations\":[\"moon\"]}|no variation 'moon'"
            })
    void saysWhatIsDamaged(String text, String message) {
        assertThatThrownBy(() -> StoredJson.attempt(text))
                .isInstanceOf(UnreadableJson.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PFST | PFS | do not go together",
                "PFST | PFSX | no status 'X'",
                "duration_unit_ns | unit | duration_unit_ns should be a number",
                "\"durations\":[3 | \"places\":[0,1,2,9],\"durations\":[3 | place 9 of a roster of 4"
            })
    void refusesColumnsThatDoNotFit(String written, String changed, String message) {
        String text =
                StoredJson.write(SampleDetections.attempt(1, new AttemptResult.Reported(SampleDetections.outcomes())));

        assertThatThrownBy(() -> StoredJson.attempt(text.replace(written, changed)))
                .isInstanceOf(UnreadableJson.class)
                .hasMessageContaining(message);
    }
}
