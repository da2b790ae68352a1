package dev.flakydetector.action;

import dev.flakydetector.cloud.CloudHistory;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.github.EarlierFailures;
import dev.flakydetector.history.DetectionQuery;
import dev.flakydetector.history.RunHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is remembered of a detection's failed tests from other commits: whether they were flaky before this change. */
final class SeenBefore {

    private static final int MOST_TESTS = 500;
    private static final int MOST_ASKED_FOR = 20;
    private static final int MOST_SIGHTINGS = 200;

    /** A detection, or one in which a test failed. */
    private record Occasion(String detectionId, Instant startedAt, Optional<String> commit) {}

    private SeenBefore() {}

    /** What the store of this machine knows. */
    static EarlierFailures in(RunHistory history, Detection detection) {
        String repository = detection.request().repository();
        List<Occasion> detections =
                history.recent(new DetectionQuery(Optional.of(repository), Optional.empty(), MOST_SIGHTINGS)).stream()
                        .map(other -> new Occasion(other.detectionId(), other.startedAt(), other.commit()))
                        .toList();
        SortedMap<TestId, EarlierFailures.Seen> tests = new TreeMap<>();
        for (TestId id : failed(detection, MOST_TESTS)) {
            tests.put(
                    id,
                    seen(
                            history.timeline(repository, id, MOST_SIGHTINGS).stream()
                                    .map(seen -> new Occasion(seen.detectionId(), seen.startedAt(), seen.commit()))
                                    .toList(),
                            detection));
        }
        return new EarlierFailures(others(detections, detection).size(), tests);
    }

    /**
     * What the stack remembers of the most important of them; the rest, and what it does not tell in time, stays unknown.
     *
     * @param repositories by the names under which the stack may know the project
     */
    static EarlierFailures in(CloudHistory history, List<String> repositories, Detection detection)
            throws InterruptedException {
        List<Occasion> detections = new ArrayList<>();
        for (String repository : repositories) {
            detections.addAll(occasions(history.detections(repository)));
        }
        SortedMap<TestId, EarlierFailures.Seen> tests = new TreeMap<>();
        for (TestId id : failed(detection, MOST_ASKED_FOR)) {
            List<Occasion> failures = new ArrayList<>();
            for (String repository : repositories) {
                failures.addAll(occasions(history.failuresOf(id, repository)));
            }
            if (history.isSilent()) {
                break;
            }
            tests.put(id, seen(failures, detection));
        }
        return new EarlierFailures(others(detections, detection).size(), tests);
    }

    private static List<Occasion> occasions(List<CloudHistory.Sighting> sightings) {
        return sightings.stream()
                .map(seen -> new Occasion(seen.detectionId(), seen.startedAt(), seen.commit()))
                .toList();
    }

    private static List<TestId> failed(Detection detection, int most) {
        return detection.tests().stream()
                .filter(test -> test.rate().failures() > 0)
                .limit(most)
                .map(JudgedTest::id)
                .toList();
    }

    private static EarlierFailures.Seen seen(List<Occasion> failures, Detection detection) {
        List<Occasion> others = others(failures, detection);
        return new EarlierFailures.Seen(
                (int) others.stream().map(Occasion::commit).distinct().count(),
                others.stream()
                        .map(Occasion::startedAt)
                        .min(Instant::compareTo)
                        .map(moment -> LocalDate.ofInstant(moment, ZoneOffset.UTC)));
    }

    private static List<Occasion> others(List<Occasion> occasions, Detection detection) {
        Optional<String> commit = detection.revision().flatMap(revision -> revision.commit());
        return occasions.stream()
                .filter(occasion -> !occasion.detectionId().equals(detection.id())
                        && occasion.commit().isPresent()
                        && !occasion.commit().equals(commit))
                .toList();
    }
}
