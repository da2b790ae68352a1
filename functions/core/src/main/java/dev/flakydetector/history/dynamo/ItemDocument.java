package dev.flakydetector.history.dynamo;

import dev.flakydetector.history.HistoryUnavailable;
import dev.flakydetector.history.Packed;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

/** The packed document of an item: in the item, or beside the table where it would burst the item. */
final class ItemDocument {

    /** DynamoDB takes items of 400 KB; the rest is for the keys and the other attributes. */
    static final int MOST_IN_ITEM = 350 * 1024;

    private static final String DOCUMENT = "document";
    private static final String DOCUMENT_KEY = "document_key";

    private final LargeObjects objects;

    ItemDocument(LargeObjects objects) {
        this.objects = objects;
    }

    /** Puts it into the item, or away and their key into it. */
    void put(EnhancedDocument.Builder item, String detectionId, Packed packed) {
        byte[] bytes = packed.bytes();
        if (bytes.length <= MOST_IN_ITEM) {
            item.putBytes(DOCUMENT, SdkBytes.fromByteArray(bytes));
            return;
        }
        // Named by its content: whoever loses the race for the item leaves the winner's bytes alone.
        String key = "detections/%s/%s.json.gz".formatted(detectionId, DynamoKeys.hash(bytes));
        objects.put(key, bytes);
        item.putString(DOCUMENT_KEY, key);
    }

    Packed get(EnhancedDocument item) {
        if (item.isPresent(DOCUMENT)) {
            return Packed.ofBytes(item.getBytes(DOCUMENT).asByteArray());
        }
        String key = item.getString(DOCUMENT_KEY);
        return objects.get(key)
                .map(Packed::ofBytes)
                .orElseThrow(() -> new HistoryUnavailable(
                        "The large object '%s' that an item names is missing: it was deleted, or this store uses another folder or bucket for large objects"
                                .formatted(key)));
    }
}
