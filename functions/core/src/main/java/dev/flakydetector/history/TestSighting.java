package dev.flakydetector.history;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Revision;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.Verdict;
import java.time.Instant;
import java.util.Optional;

/** How one test did in one detection, a point on its timeline. */
public record TestSighting(
        String detectionId,
        Instant startedAt,
        Optional<String> commit,
        FlakeRate rate,
        Verdict verdict,
        Severity severity) {

    public static TestSighting of(Detection detection, JudgedTest test) {
        return new TestSighting(
                detection.id(),
                detection.startedAt(),
                detection.revision().flatMap(Revision::commit),
                test.rate(),
                test.verdict(),
                test.severity());
    }
}
