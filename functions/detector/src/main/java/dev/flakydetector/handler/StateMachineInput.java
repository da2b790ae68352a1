package dev.flakydetector.handler;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What an execution of the state machine starts with: ids and signed URLs. */
final class StateMachineInput {

    private StateMachineInput() {}

    static ObjectNode of(String detectionId, DetectionStore store) {
        DetectionObjects objects = store.objectsOf(detectionId);
        return Event.answer()
                .put("detection_id", detectionId)
                .put(
                        "snapshot_url",
                        store.objects().readableUrl(objects.snapshot()).toString())
                .put(
                        "prepared_url",
                        store.objects().writableUrl(objects.prepared()).toString())
                .put(
                        "prepared_get_url",
                        store.objects().readableUrl(objects.prepared()).toString())
                .put(
                        "prepare_result_url",
                        store.objects().writableUrl(objects.prepareResult()).toString());
    }
}
