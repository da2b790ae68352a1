package dev.flakydetector.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store tells of earlier detections. */
public interface PastContract {

    RunHistory history();

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
}
