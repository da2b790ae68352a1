package dev.flakydetector.handler;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.pipeline.StoredProgress;
import dev.flakydetector.remote.ObjectStore;

/** Where the steps of a detection leave what the next one needs. */
public record DetectionStore(RunHistory history, ObjectStore objects) {

    Detection detection(String id) {
        return history.find(id)
                .orElseThrow(() -> new IllegalArgumentException("There is no detection %s".formatted(id)));
    }

    DetectionObjects objectsOf(String id) {
        return new DetectionObjects(objects, id);
    }

    StoredProgress progress(Detection detection, DetectionObjects objects) {
        return new StoredProgress(
                detection, objects.settledFacts(), objects.ledger().reviews(), history);
    }
}
