package dev.flakydetector.history;

import dev.flakydetector.domain.DetectionStatus;
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
        DetectionStatus status) {}
