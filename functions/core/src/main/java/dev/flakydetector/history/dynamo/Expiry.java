package dev.flakydetector.history.dynamo;

import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

/** When items go. All of a detection go at one moment, counted from its start, whenever they were written. */
record Expiry(Duration retention) {

    Expiry {
        if (retention.isNegative() || retention.isZero()) {
            throw new IllegalArgumentException("A retention is positive, found " + retention);
        }
    }

    void put(EnhancedDocument.Builder item, Instant startedAt) {
        item.putNumber(DynamoTable.EXPIRES_AT, startedAt.plus(retention).getEpochSecond());
    }
}
