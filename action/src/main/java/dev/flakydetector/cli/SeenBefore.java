package dev.flakydetector.cli;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.history.TestSighting;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the store knows of a detection's failed tests from other commits: whether they were flaky before this change. */
final class SeenBefore {

    private static final int MOST_TESTS = 500;
    private static final int MOST_SIGHTINGS = 200;

    private SeenBefore() {}

    /** By test a phrase such as "failed on 3 earlier commits, first on 2026-10-02". */
    static SortedMap<TestId, String> in(RunHistory history, Detection detection) {
        SortedMap<TestId, String> phrases = new TreeMap<>();
        detection.tests().stream()
                .filter(test -> test.rate().failures() > 0)
                .limit(MOST_TESTS)
                .map(JudgedTest::id)
                .forEach(id -> {
                    List<TestSighting> others =
                            history.timeline(detection.request().repository(), id, MOST_SIGHTINGS).stream()
                                    .filter(sighting -> isOfAnotherCommit(sighting, detection))
                                    .toList();
                    if (!others.isEmpty()) {
                        phrases.put(id, phrase(others));
                    }
                });
        return phrases;
    }

    private static boolean isOfAnotherCommit(TestSighting sighting, Detection detection) {
        return !sighting.detectionId().equals(detection.id())
                && sighting.commit().isPresent()
                && !sighting.commit().equals(detection.revision().flatMap(revision -> revision.commit()));
    }

    private static String phrase(List<TestSighting> newestFirst) {
        long commits = newestFirst.stream().map(TestSighting::commit).distinct().count();
        LocalDate first =
                LocalDate.ofInstant(newestFirst.get(newestFirst.size() - 1).startedAt(), ZoneOffset.UTC);
        return "failed on %d earlier commit%s, first on %s".formatted(commits, commits == 1 ? "" : "s", first);
    }
}
