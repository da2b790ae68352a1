package dev.flakydetector.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Cost;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Forecast;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.PFail;
import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.history.SampleDetections;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    void readsADetectionFromBeforeThereWasInsight() {
        Detection detection = new RandomValues(1).detection();
        String stored = StoredJson.write(detection.with(Insight.NONE));

        Detection read = StoredJson.detection(stored);

        assertThat(stored).doesNotContain("insight");
        assertThat(read).isEqualTo(detection.with(Insight.NONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"probability\":0.25|\"probability\":1.5|0 <= p <= 1, found 1.5",
                "\"failures\":7|\"failures\":0|A cluster needs a failure",
                "\"times\":12|\"times\":-1|at least one detection",
                "\"since\":\"2026-06-03T00:00:00Z\"|\"since\":\"June\"|since should be a time",
                "\"chance\":0.8|\"chance\":-0.8|A chance needs 0 <= p <= 1",
                "\"hi\":0.9|\"hi\":0.1|An interval of probabilities",
                "\"dollars\":0.002|\"dollars\":-1|dollars of at least 0",
                "\"dollars\":0.002|\"dollars\":1e999|dollars of at least 0",
                "\"estimate\":true|\"estimate\":\"yes\"|estimate should be true or false"
            })
    void refusesInsightThatCannotBe(String written, String changed, String message) {
        TestId test = SampleDetections.FLAKY;
        Insight insight = new Insight(
                new Forecast(Map.of(test, new PFail(0.25, "m1")), Optional.empty()),
                List.of(new SeenCluster(
                        "tokens-1-00",
                        "AssertionError: 1 != 2",
                        7,
                        List.of(test),
                        Optional.of(new SeenCluster.Past(12, 5, Instant.parse("2026-06-03T00:00:00Z"))),
                        Optional.of(new SeenCluster.FalsePositive(0.8, new Interval(0.7, 0.9))))),
                Optional.of(new Cost(
                        true, "2026-05", "us-east-1", List.of(new Cost.Item("requests", 4, "request", 0.002)))));
        String stored =
                StoredJson.write(SampleDetections.finished("d1", "/shop", 0).with(insight));
        int place = stored.indexOf(written, stored.indexOf("\"insight\""));

        String forged = stored.substring(0, place) + changed + stored.substring(place + written.length());

        assertThat(place).isPositive();
        assertThatThrownBy(() -> StoredJson.detection(forged))
                .isInstanceOf(UnreadableJson.class)
                .hasMessageContaining(message);
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
