package dev.flakydetector.api;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.history.TestSighting;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tests that failed in some detections, each with what it did in those that ran it. */
final class FailingTests {

    private static final Comparator<FailingTest> LOUDEST_FIRST = Comparator.comparingDouble(FailingTest::rate)
            .thenComparing(FailingTest::failures)
            .reversed()
            .thenComparing(test -> test.id().toString());

    private final Map<String, FailingTest> tests = new LinkedHashMap<>();

    /**
     * A test over several detections.
     *
     * @param newest its newest detection
     */
    record FailingTest(TestId id, String repository, int detections, int runs, int failures, TestSighting newest) {

        double rate() {
            return runs == 0 ? 0 : (double) failures / runs;
        }

        private FailingTest plus(JudgedTest more) {
            return new FailingTest(
                    id,
                    repository,
                    detections + 1,
                    runs + more.rate().runs(),
                    failures + more.rate().failures(),
                    newest);
        }
    }

    /** Adds a detection that is older than those before it. */
    void add(Detection detection) {
        String repository = detection.request().repository();
        for (JudgedTest test : detection.tests()) {
            tests.merge(
                    repository + "\n" + test.id(),
                    new FailingTest(
                            test.id(),
                            repository,
                            1,
                            test.rate().runs(),
                            test.rate().failures(),
                            TestSighting.of(detection, test)),
                    (newer, older) -> newer.plus(test));
        }
    }

    List<FailingTest> loudestFirst() {
        return tests.values().stream()
                .filter(test -> test.failures() > 0)
                .sorted(LOUDEST_FIRST)
                .toList();
    }
}
