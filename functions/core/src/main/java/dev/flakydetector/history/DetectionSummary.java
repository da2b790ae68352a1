package dev.flakydetector.history;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Revision;
import dev.flakydetector.domain.Severity;
import java.time.Instant;
import java.util.Optional;

/** One line of a list of detections. */
public record DetectionSummary(
        String detectionId,
        String repository,
        Optional<String> commit,
        Instant startedAt,
        Severity severity,
        int totalRuns,
        int failures,
        DetectionStatus status) {

    public static DetectionSummary of(Detection detection) {
        return new DetectionSummary(
                detection.id(),
                detection.request().repository(),
                detection.revision().flatMap(Revision::commit),
                detection.startedAt(),
                detection.severity(),
                detection.attemptsRun(),
                detection.command().failures(),
                detection.status());
    }
}
