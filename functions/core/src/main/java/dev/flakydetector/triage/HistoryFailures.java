package dev.flakydetector.triage;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Revision;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Verdict;
import dev.flakydetector.failure.FailureLog;
import dev.flakydetector.failure.record.FailureRecord;
import dev.flakydetector.history.DetectionQuery;
import dev.flakydetector.history.DetectionSummary;
import dev.flakydetector.history.RunHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The failures of stored attempts as failure records. What a detection found flaky is known to be a false alarm. */
public final class HistoryFailures {

    private static final int MOST_DETECTIONS = 1_000;
    private static final int PAGE = 100;

    /** Of one test in one detection: its hundredth failure says what the first ones said. */
    private static final int MOST_OF_A_TEST = 20;

    private final RunHistory history;
    private final Optional<String> repository;

    private HistoryFailures(RunHistory history, Optional<String> repository) {
        this.history = history;
        this.repository = repository;
    }

    public static HistoryFailures ofAll(RunHistory history) {
        return new HistoryFailures(history, Optional.empty());
    }

    public static HistoryFailures of(RunHistory history, String repository) {
        return new HistoryFailures(history, Optional.of(repository));
    }

    /**
     * Passes on the failures of the newest detections, the oldest of these first.
     *
     * @return how many there were
     */
    public int forEach(Consumer<FailureRecord> failures) {
        int count = 0;
        for (String id : oldestFirst()) {
            Optional<Detection> detection = history.find(id);
            if (detection.isPresent()) {
                count += pass(detection.get(), failures);
            }
        }
        return count;
    }

    private List<String> oldestFirst() {
        List<String> ids = new ArrayList<>();
        Optional<Instant> before = Optional.empty();
        List<DetectionSummary> page;
        do {
            page = history.recent(new DetectionQuery(repository, before, PAGE));
            page.stream()
                    .filter(summary -> summary.status() == DetectionStatus.DONE && summary.failures() > 0)
                    .forEach(summary -> ids.add(0, summary.detectionId()));
            before = page.isEmpty()
                    ? before
                    : Optional.of(page.get(page.size() - 1).startedAt());
        } while (page.size() == PAGE && ids.size() < MOST_DETECTIONS);
        return ids;
    }

    private int pass(Detection detection, Consumer<FailureRecord> failures) {
        Map<TestId, Verdict> verdicts = new HashMap<>();
        for (JudgedTest test : detection.tests()) {
            verdicts.put(test.id(), test.verdict());
        }
        Map<TestId, Integer> times = new HashMap<>();
        int[] count = {0};
        history.forEachAttempt(detection.id(), attempt -> {
            for (Outcome outcome : attempt.result().outcomes()) {
                Optional<Failure> failure =
                        outcome.failure().filter(f -> outcome.status().isFailure());
                if (failure.isPresent() && times.merge(outcome.test(), 1, Integer::sum) <= MOST_OF_A_TEST) {
                    failures.accept(record(detection, attempt, outcome.test(), failure.get(), verdicts));
                    count[0]++;
                }
            }
        });
        return count[0];
    }

    private static FailureRecord record(
            Detection detection,
            CompletedAttempt attempt,
            TestId test,
            Failure failure,
            Map<TestId, Verdict> verdicts) {
        return new FailureRecord(
                "%s/%d/%s".formatted(detection.id(), attempt.attempt().number(), test),
                test.toString(),
                detection.revision().flatMap(Revision::branch).orElse(""),
                detection.revision().flatMap(Revision::commit).orElse(""),
                "",
                Optional.of(detection.startedAt()),
                Optional.ofNullable(verdicts.get(test)).flatMap(HistoryFailures::falseAlarm),
                attempt.maskedWords().hide(FailureLog.of(failure)));
    }

    /** A test that always failed told the truth. */
    private static Optional<Boolean> falseAlarm(Verdict verdict) {
        return switch (verdict) {
            case FLAKY -> Optional.of(true);
            case FAILING -> Optional.of(false);
            case PASSING, INCONCLUSIVE -> Optional.empty();
        };
    }
}
