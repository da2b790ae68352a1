package dev.flakydetector.history.dynamo;

import java.time.Instant;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

/** Keys that were reserved, each with the value of the first call. */
final class ReservationItems {

    private static final String VALUE = "value";

    private final DynamoTable table;
    private final Expiry expiry;

    ReservationItems(DynamoTable table, Expiry expiry) {
        this.table = table;
        this.expiry = expiry;
    }

    String reserve(String key, String value, Instant now) {
        EnhancedDocument.Builder item =
                DynamoTable.item(DynamoKeys.reservation(key)).putString(VALUE, value);
        expiry.put(item, now);
        if (table.putNew(item.build())) {
            return value;
        }
        return table.find(DynamoKeys.reservation(key))
                .map(found -> found.getString(VALUE))
                .orElse(value);
    }
}
