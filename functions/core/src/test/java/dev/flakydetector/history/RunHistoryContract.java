package dev.flakydetector.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
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
    default void notesAClusterOnceADetection() {
        history().begin(SampleDetections.started("d1", "/shop", 0));
        ClusterNote first = note("/shop", "d1", 0, "t1-a", Optional.of("main"), 3);

        history().note(first);
        history().note(note("/shop", "d1", 0, "t1-a", Optional.empty(), 9));

        assertThat(history().clusterNotes("/shop", 10)).containsExactly(first);
        assertThat(history().clusterNotes("/other", 10)).isEmpty();
    }

    @Test
    default void tellsTheNewestNotesOnARepositorysClusters() {
        List<ClusterNote> notes = List.of(
                note("/shop", "d1", 0, "t1-a", Optional.of("main"), 1),
                note("/shop", "d1", 0, "t1-b", Optional.empty(), 2),
                note("/shop", "d2", 5, "t1-a", Optional.of("feature/é"), 3),
                note("/other", "d3", 7, "t1-a", Optional.of("main"), 4));
        notes.forEach(note -> {
            history().begin(SampleDetections.started(note.detectionId(), note.repository(), 0));
            history().note(note);
        });

        assertThat(history().clusterNotes("/shop", 10)).containsExactly(notes.get(2), notes.get(1), notes.get(0));
        assertThat(history().clusterNotes("/shop", 2)).containsExactly(notes.get(2), notes.get(1));
        assertThat(history().clusterNotes("/other", 2)).containsExactly(notes.get(3));
    }

    private static ClusterNote note(
            String repository, String detection, int minutesLater, String key, Optional<String> branch, int failures) {
        return new ClusterNote(
                repository,
                key,
                detection,
                SampleDetections.START.plus(Duration.ofMinutes(minutesLater)),
                SampleDetections.START,
                branch,
                failures,
                "1:" + "A".repeat(2_000));
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
    default void keepsBigReports() {
        Detection finished = BigValues.detection("d1", "/shop", 1_000);
        history().begin(SampleDetections.started("d1", "/shop", 0));

        history().conclude(finished);

        assertThat(history().find("d1")).contains(finished);
        assertThat(history().timeline("/shop", BigValues.test(999), 5)).hasSize(1);
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

    @Test
    default void handsOutPages() {
        for (int i = 0; i < 7; i++) {
            history().begin(SampleDetections.started("d" + i, "/shop", i));
        }
        List<String> ids = new ArrayList<>();

        Optional<Instant> before = Optional.empty();
        List<DetectionSummary> page = history().recent(new DetectionQuery(Optional.empty(), before, 3));
        while (!page.isEmpty()) {
            page.forEach(line -> ids.add(line.detectionId()));
            before = Optional.of(page.get(page.size() - 1).startedAt());
            page = history().recent(new DetectionQuery(Optional.empty(), before, 3));
        }

        assertThat(ids).containsExactly("d6", "d5", "d4", "d3", "d2", "d1", "d0");
    }

    @Test
    default void ordersByTheMomentToItsLastDigit() {
        Instant second = Instant.parse("2026-11-01T12:00:00Z");
        List<Instant> moments = List.of(
                second, second.plusNanos(1), second.plusMillis(1), second.plusMillis(100), second.plusSeconds(1));
        for (int i = 0; i < moments.size(); i++) {
            history().begin(startedAt("d" + i, moments.get(i)));
        }
        history().begin(startedAt("d4b", moments.get(4)));

        assertThat(history().recent(DetectionQuery.newest(9)))
                .extracting(DetectionSummary::detectionId)
                .containsExactly("d4b", "d4", "d3", "d2", "d1", "d0");
        assertThat(history().recent(new DetectionQuery(Optional.empty(), Optional.of(moments.get(2)), 9)))
                .extracting(DetectionSummary::detectionId)
                .containsExactly("d1", "d0");
    }

    @Test
    default void aLaterConclusionTakesThePlaceOfAnEarlierOne() {
        Detection cancelled = SampleDetections.finished("d1", "/shop", 0);
        JudgedTest early = cancelled.tests().get(0);
        FlakeRate more = new FlakeRate(30, 100, new Interval(0.25, 0.35));
        Detection done = BigValues.withTests(
                cancelled,
                List.of(new JudgedTest(
                        early.id(),
                        more,
                        early.control(),
                        early.varied(),
                        0,
                        early.verdict(),
                        early.severity(),
                        early.onlyWhen(),
                        false,
                        early.failingAttempts(),
                        early.exemplar())));
        history().begin(SampleDetections.started("d1", "/shop", 0));

        history().conclude(cancelled);
        history().conclude(done);

        assertThat(history().find("d1")).contains(done);
        assertThat(history().timeline("/shop", early.id(), 5))
                .extracting(TestSighting::rate)
                .containsExactly(more);
    }

    @Test
    default void testsThatNeverFailedHaveNoTimeline() {
        Detection sample = SampleDetections.finished("d1", "/shop", 0);
        JudgedTest failed = sample.tests().get(0);
        TestId passing = new TestId("s", "passing");
        JudgedTest passed = new JudgedTest(
                passing,
                FlakeRate.NONE,
                FlakeRate.NONE,
                FlakeRate.NONE,
                0,
                Verdict.PASSING,
                Severity.NONE,
                Optional.empty(),
                false,
                List.of(),
                Optional.empty());

        history().conclude(BigValues.withTests(sample, List.of(failed, passed)));

        assertThat(history().timeline("/shop", passing, 5)).isEmpty();
        assertThat(history().timeline("/shop", failed.id(), 5)).containsExactly(TestSighting.of(sample, failed));
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

    private static Detection startedAt(String id, Instant moment) {
        Detection sample = SampleDetections.started(id, "/shop", 0);
        return new Detection(
                sample.id(),
                sample.request(),
                sample.status(),
                sample.revision(),
                sample.framework(),
                sample.testCommand(),
                sample.command(),
                sample.verdict(),
                sample.severity(),
                sample.tests(),
                sample.problems(),
                sample.attemptsRun(),
                sample.attemptsSaved(),
                moment,
                sample.duration());
    }
}
