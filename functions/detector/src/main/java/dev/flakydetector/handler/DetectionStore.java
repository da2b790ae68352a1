package dev.flakydetector.handler;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionRequest.ReportPolicy;
import dev.flakydetector.handler.DetectionObjects.Ledger;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.pipeline.NextAttempts;
import dev.flakydetector.pipeline.StoredProgress;
import dev.flakydetector.remote.ObjectStore;
import dev.flakydetector.verdict.RunningCounts;

/** Where the steps of a detection leave what the next one needs. */
public record DetectionStore(RunHistory history, ObjectStore objects) {

    Detection detection(String id) {
        return history.find(id)
                .orElseThrow(() -> new IllegalArgumentException("There is no detection %s".formatted(id)));
    }

    DetectionObjects objectsOf(String id) {
        return new DetectionObjects(objects, id);
    }

    /** The counts after the last closed wave. The history is asked where none are stored, as before the first. */
    RunningCounts counts(Detection detection, DetectionObjects objects, Ledger ledger) {
        ReportPolicy policy = detection.request().report();
        return objects.counts(ledger)
                .map(bytes -> CountsJson.read(bytes, policy))
                .orElseGet(() -> {
                    RunningCounts counts = new RunningCounts(policy);
                    history.forEachAttempt(detection.id(), counts::add);
                    return counts;
                });
    }

    NextAttempts next(Detection detection, DetectionObjects objects, Ledger ledger) {
        return new NextAttempts(
                detection, objects.settledFacts(), ledger.reviews(), counts(detection, objects, ledger));
    }

    StoredProgress progress(Detection detection, DetectionObjects objects) {
        return new StoredProgress(
                detection, objects.settledFacts(), objects.ledger().reviews(), history);
    }
}
