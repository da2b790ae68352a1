package dev.flakydetector.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.failure.TriageTraining.Trained;
import dev.flakydetector.failure.record.FailureRecord;
import dev.flakydetector.failure.record.ReadingSummary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TriageTrainingTest {

    private static final ReadingSummary NOTHING_READ = new ReadingSummary(0, 0, List.of(), 0);

    @Test
    void groupsRunsOfTheSameFailureAndLeavesOthersAlone() {
        TriageResult result = train(failures()).result();

        assertThat(result.clusters()).extracting(FailureCluster::size).containsExactly(5, 4);
        assertThat(result.clusters().get(0).name()).isEqualTo("ValueError: no price at total(cart) in testCart");
        assertThat(result.clusters().get(0).firstSeen()).contains(Instant.ofEpochSecond(1));
        assertThat(result.clusters().get(0).lastSeen()).contains(Instant.ofEpochSecond(5));
        assertThat(result.noise()).containsExactly("alone", "empty");
    }

    @Test
    void keysSurviveANewOrderAndNewFailures() {
        List<FailureRecord> more = new ArrayList<>(failures());
        more.add(failure("new1", 100, "testCart", "ValueError", "price", true));
        more.add(failure("new2", 101, "testOther", "KeyError", "other", true));
        more.add(failure("new3", 102, "testOther", "KeyError", "other", true));
        more.add(failure("new4", 103, "testOther", "KeyError", "other", true));
        Collections.reverse(more);

        List<String> keys = keys(train(failures()));

        assertThat(keys).hasSize(2).allSatisfy(key -> assertThat(key).matches("t3-[0-9a-f]{12}"));
        assertThat(keys(train(more))).hasSize(3).containsAll(keys);
    }

    @Test
    void keysSurviveTheLossOfTheFirstFailuresWhereTheEarlierModelIsKnown() {
        List<FailureRecord> later = new ArrayList<>(failures().subList(1, 9));
        later.add(0, failure("older", 0, "testCart", "ValueError", "no price today", true));
        Trained earlier = train(failures());

        TriageTraining training = new TriageTraining(Algorithm.TOKENS, text -> text).keepingKeysOf(earlier.model());
        later.forEach(training);

        assertThat(keys(train(later)))
                .doesNotContainAnyElementsOf(List.of(keys(earlier).get(0)));
        assertThat(keys(training.finish(NOTHING_READ))).isEqualTo(keys(earlier));
    }

    @Test
    void theSameFailuresGiveTheSameModelByteForByte() throws IOException {
        List<FailureRecord> shuffled = new ArrayList<>(failures());
        Collections.reverse(shuffled);

        assertThat(bytes(train(shuffled).model()))
                .isEqualTo(bytes(train(failures()).model()));
    }

    @Test
    void placesANewFailureAfterWritingAndReading() throws IOException {
        for (Algorithm algorithm : Algorithm.values()) {
            TriageModel model = TriageModel.read(
                    new ByteArrayInputStream(bytes(train(algorithm, many()).model())));

            Classification known = model.classify(log("testCart", "ValueError", "no price"));
            Classification unknown = model.classify("something else went wrong entirely: fatal error");

            assertThat(known.cluster()).isPresent();
            assertThat(known.similarity()).isGreaterThan(0.99);
            assertThat(known.decision(0.4)).isEqualTo(Decision.FLAKE_LIKELY);
            assertThat(known.decision(0.99)).isEqualTo(Decision.FLAKE_POSSIBLE);
            assertThat(unknown.cluster()).isEmpty();
            assertThat(unknown.decision(0.4)).isEqualTo(Decision.UNKNOWN);
        }
    }

    @Test
    void refusesModelsThatAreDamagedOrNone() throws IOException {
        byte[] model = bytes(train(failures()).model());

        assertThatThrownBy(() -> TriageModel.read(new ByteArrayInputStream("{}".getBytes())))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> TriageModel.read(new ByteArrayInputStream(Arrays.copyOf(model, model.length / 2))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void givesNoChanceWhereNoFateIsKnown() {
        List<FailureRecord> unlabelled = failures().stream()
                .map(f -> new FailureRecord(f.id(), f.test(), "", "", "", f.date(), Optional.empty(), f.log()))
                .toList();

        assertThat(train(unlabelled).result().clusters())
                .extracting(FailureCluster::falseAlarm)
                .containsOnly(Optional.empty());
    }

    /** Wilson's interval for 4 of 5 by R's binom package: 0.3755 to 0.9638. */
    @Test
    void givesAChanceWithItsInterval() {
        FalseAlarm alarm = FalseAlarm.of(4, 1).orElseThrow();

        assertThat(alarm.chance()).isEqualTo(5 / 7.0);
        assertThat(alarm.interval().lo()).isBetween(0.3754, 0.3756);
        assertThat(alarm.interval().hi()).isBetween(0.9637, 0.9639);
    }

    private static List<FailureRecord> failures() {
        List<FailureRecord> failures = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            failures.add(failure("cart" + i, i, "testCart", "ValueError", "no price", i != 3));
        }
        for (int i = 1; i <= 4; i++) {
            failures.add(failure("login" + i, 10 + i, "testLogin", "TimeoutError", "waiting for login", false));
        }
        failures.add(failure("alone", 20, "testAlone", "OSError", "disk is full", true));
        failures.add(new FailureRecord("empty", "", "", "", "", Optional.empty(), Optional.empty(), ""));
        return failures;
    }

    /** Enough of them that a line which many logs have is no line of all logs of one kind. */
    private static List<FailureRecord> many() {
        List<FailureRecord> failures = new ArrayList<>(failures());
        for (int i = 0; i < 60; i++) {
            String word = Integer.toString(i * 7919 + 1_000_003, 36).replaceAll("[0-9]", "q");
            failures.add(failure("other" + i, 50 + i, "test" + word, word + "Error", word.repeat(4), true));
        }
        return failures;
    }

    private static FailureRecord failure(
            String id, int second, String test, String type, String message, boolean merged) {
        return new FailureRecord(
                id,
                test,
                "linux",
                "r" + second,
                "p" + second,
                Optional.of(Instant.ofEpochSecond(second)),
                Optional.of(merged),
                "run of %d\n".formatted(second) + log(test, type, message));
    }

    private static String log(String test, String type, String message) {
        return """
                not ok 1 %s
                Traceback (most recent call last):
                  File "/build/%s.py", line 12, in %s
                    total(cart)
                %s: %s
                """.formatted(test, test, test, type, message);
    }

    private static Trained train(List<FailureRecord> failures) {
        return train(Algorithm.TOKENS, failures);
    }

    private static Trained train(Algorithm algorithm, List<FailureRecord> failures) {
        TriageTraining training = new TriageTraining(algorithm, text -> text);
        failures.forEach(training);
        return training.finish(NOTHING_READ);
    }

    private static List<String> keys(Trained trained) {
        return trained.result().clusters().stream().map(FailureCluster::key).toList();
    }

    private static byte[] bytes(TriageModel model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        model.write(out);
        return out.toByteArray();
    }
}
