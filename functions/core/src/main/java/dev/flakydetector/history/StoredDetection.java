package dev.flakydetector.history;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.json.StoredJson;
import dev.flakydetector.json.UnreadableJson;

/** A detection's document, read with the store's word for what goes wrong. */
public final class StoredDetection {

    private StoredDetection() {}

    /** @throws UnreadableRecord when what was stored is damaged, or of a newer version */
    public static Detection read(String detectionId, String document) {
        try {
            return StoredJson.detection(document);
        } catch (UnreadableJson e) {
            throw new UnreadableRecord("Detection %s cannot be read: %s".formatted(detectionId, e.getMessage()), e);
        }
    }
}
