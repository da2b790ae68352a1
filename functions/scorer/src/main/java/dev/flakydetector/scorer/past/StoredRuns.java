package dev.flakydetector.scorer.past;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.history.DetectionQuery;
import dev.flakydetector.history.DetectionSummary;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.scorer.feature.OutcomeRows.TestRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The runs of single tests that a history keeps, up to a bound: the newest detections first, and of one that is beyond the
 * bound by itself only the tests that failed in it.
 *
 * <p>A history knows when a detection began and how long it took, not when each attempt did. The attempts are spread
 * evenly over that time, and one counts as known once as many later ones have begun as ran at once.
 */
public final class StoredRuns {

    private static final int PAGE = 100;
    private static final double SOON = 0.5;
    private static final double LEAST_STEP = 1e-3;
    private static final double NANOS = 1e9;

    private final RunHistory history;
    private final int most;
    private final Map<String, String> names = new HashMap<>();
    private final List<TestRun> runs = new ArrayList<>();

    /** @param most runs of single tests, about */
    public StoredRuns(RunHistory history, int most) {
        this.history = history;
        this.most = most;
    }

    public List<TestRun> runs() {
        return List.copyOf(runs);
    }

    /** Adds what is known from the detections of a repository that began before a moment. */
    public void addBefore(String repository, Instant moment) {
        Instant before = moment;
        List<DetectionSummary> page;
        do {
            page = history.recent(new DetectionQuery(Optional.of(repository), Optional.of(before), PAGE));
            for (DetectionSummary summary : page) {
                if (runs.size() >= most) {
                    return;
                }
                if (summary.status() == DetectionStatus.DONE) {
                    history.find(summary.detectionId()).ifPresent(this::add);
                }
                before = summary.startedAt();
            }
        } while (page.size() == PAGE);
    }

    /** Adds the runs of one detection. */
    public void add(Detection detection) {
        double begin = seconds(detection.startedAt());
        double step =
                Math.max(LEAST_STEP, detection.duration().toNanos() / NANOS / Math.max(1, detection.attemptsRun()));
        double known = step * (detection.request().parallelism() - SOON);
        Predicate<TestId> wanted = wanted(detection);
        history.forEachAttempt(detection.id(), attempt -> {
            double at = begin + step * attempt.attempt().number();
            add(attempt, at, at + known, wanted);
        });
    }

    static double seconds(Instant moment) {
        return moment.getEpochSecond() + moment.getNano() / NANOS;
    }

    private Predicate<TestId> wanted(Detection detection) {
        long all = (long) detection.tests().size() * detection.attemptsRun();
        if (all <= most) {
            return test -> true;
        }
        Set<TestId> failing = detection.tests().stream()
                .filter(test -> test.rate().failures() > 0)
                .map(JudgedTest::id)
                .collect(Collectors.toSet());
        return failing::contains;
    }

    private void add(CompletedAttempt attempt, double begin, double end, Predicate<TestId> wanted) {
        String variation = name(attempt.attempt().variationText());
        for (Outcome outcome : attempt.result().outcomes()) {
            if (outcome.status().isRun() && wanted.test(outcome.test())) {
                runs.add(new TestRun(
                        begin,
                        end,
                        name(outcome.test().toString()),
                        name(outcome.test().suite()),
                        variation,
                        outcome.status().isFailure()));
            }
        }
    }

    /** One object for each text, however often it comes. */
    private String name(String text) {
        return names.computeIfAbsent(text, unused -> text);
    }
}
