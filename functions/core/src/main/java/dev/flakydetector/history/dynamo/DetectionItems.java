package dev.flakydetector.history.dynamo;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.history.DetectionQuery;
import dev.flakydetector.history.DetectionSummary;
import dev.flakydetector.history.HistoryUnavailable;
import dev.flakydetector.history.Packed;
import dev.flakydetector.history.StoredDetection;
import dev.flakydetector.json.StoredJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbIndex;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;

/** The detections in the table. */
final class DetectionItems {

    private static final int MOST_TRIES = 10;

    private final DynamoTable table;
    private final ItemDocument document;
    private final Expiry expiry;
    private final Supplier<String> writers;

    DetectionItems(DynamoTable table, ItemDocument document, Expiry expiry, Supplier<String> writers) {
        this.table = table;
        this.document = document;
        this.expiry = expiry;
        this.writers = writers;
    }

    /** Whether it was not there yet. */
    boolean add(Detection detection) {
        String writer = writers.get();
        EnhancedDocument item =
                item(detection).putString(DetectionItem.BEGUN_BY, writer).build();
        return table.putNew(item) || was(DetectionItem.BEGUN_BY, writer, detection.id());
    }

    /** The client retries a write whose answer got lost, and then meets the item that it wrote itself. */
    private boolean was(String role, String writer, String detectionId) {
        return table.find(DynamoKeys.detection(detectionId))
                .filter(item -> item.isPresent(role))
                .filter(item -> item.getString(role).equals(writer))
                .isPresent();
    }

    void put(Detection detection) {
        table.items().putItem(item(detection).build());
    }

    /** The detection as it is after the change; each write has a name, which the next one asks for. */
    Optional<Detection> amend(String detectionId, UnaryOperator<Detection> change) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<EnhancedDocument> stored = table.find(DynamoKeys.detection(detectionId));
            if (stored.isEmpty()) {
                return Optional.empty();
            }
            Detection before = read(detectionId, stored.orElseThrow());
            Detection after = change.apply(before);
            String writer = writers.get();
            EnhancedDocument item =
                    item(after).putString(DetectionItem.PUT_BY, writer).build();
            if (after.equals(before)
                    || table.putAfter(stored.orElseThrow(), item, DetectionItem.PUT_BY)
                    || was(DetectionItem.PUT_BY, writer, detectionId)) {
                return Optional.of(after);
            }
        }
        throw new HistoryUnavailable(
                "Detection %s cannot be amended: others keep changing it. Try again later.".formatted(detectionId));
    }

    /** Whether one of these statuses was stored, and so has been replaced. */
    boolean put(Detection detection, Set<DetectionStatus> from) {
        // The client retries a write whose answer got lost, and then meets what it wrote itself.
        return table.putOver(item(detection).build(), DetectionItem.STATUS, names(from))
                || find(detection.id()).filter(detection::equals).isPresent();
    }

    private static List<String> names(Set<DetectionStatus> statuses) {
        return statuses.stream().map(Enum::name).sorted().toList();
    }

    private EnhancedDocument.Builder item(Detection detection) {
        EnhancedDocument.Builder item = DetectionItem.of(detection);
        item.putString(DetectionItem.PUT_BY, writers.get());
        expiry.put(item, detection.startedAt());
        document.put(item, detection.id(), Packed.of(StoredJson.write(detection)));
        return item;
    }

    Optional<Detection> find(String detectionId) {
        return table.find(DynamoKeys.detection(detectionId)).map(item -> read(detectionId, item));
    }

    private Detection read(String detectionId, EnhancedDocument item) {
        return StoredDetection.read(detectionId, document.get(item).text());
    }

    Optional<Instant> startedAt(String detectionId) {
        return table.find(DynamoKeys.detection(detectionId)).map(DetectionItem::startedAt);
    }

    /** Reads an index, which is some moments behind the table. */
    List<DetectionSummary> newest(DetectionQuery query) {
        DynamoDbIndex<EnhancedDocument> index = query.repository().isPresent() ? table.byRepository() : table.byTime();
        String partition = query.repository().map(DynamoKeys::repository).orElse(DynamoKeys.EVERYTHING);
        QueryEnhancedRequest request = QueryEnhancedRequest.builder()
                .queryConditional(condition(partition, query.before()))
                .scanIndexForward(false)
                .limit(query.limit())
                .build();
        return index.query(request).stream()
                .map(Page::items)
                .flatMap(List::stream)
                .limit(query.limit())
                .map(DetectionItem::summary)
                .toList();
    }

    private static QueryConditional condition(String partition, Optional<Instant> before) {
        Key.Builder key = Key.builder().partitionValue(partition);
        return before.isEmpty()
                ? QueryConditional.keyEqualTo(key.build())
                : QueryConditional.sortLessThan(
                        key.sortValue(DynamoKeys.moment(before.get(), "")).build());
    }
}
