package dev.flakydetector.history.dynamo;

import dev.flakydetector.history.ClusterNote;
import dev.flakydetector.history.SortableInstant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;

/** The clusters of failures that detections met, by repository and time. */
final class ClusterItems {

    private final DynamoTable table;
    private final Expiry expiry;

    ClusterItems(DynamoTable table, Expiry expiry) {
        this.table = table;
        this.expiry = expiry;
    }

    boolean add(ClusterNote note) {
        EnhancedDocument.Builder item = DynamoTable.item(
                        DynamoKeys.clusterNote(note.repository(), note.key(), note.startedAt(), note.detectionId()))
                .putString("repository", DetectionItem.wellFormed(note.repository()))
                .putString("cluster", note.key())
                .putString("detection_id", note.detectionId())
                .putString(DetectionItem.STARTED_AT, SortableInstant.write(note.startedAt()))
                .putString("since", SortableInstant.write(note.since()))
                .putNumber("failures", note.failures())
                .putString("traits", note.traits());
        note.branch().ifPresent(branch -> item.putString("branch", DetectionItem.wellFormed(branch)));
        expiry.put(item, note.startedAt());
        return table.putNew(item.build());
    }

    List<ClusterNote> newest(String repository, int limit) {
        QueryEnhancedRequest request = QueryEnhancedRequest.builder()
                .queryConditional(
                        QueryConditional.keyEqualTo(key -> key.partitionValue(DynamoKeys.clusters(repository))))
                .scanIndexForward(false)
                .consistentRead(true)
                .limit(limit)
                .build();
        return table.items().query(request).stream()
                .map(Page::items)
                .flatMap(List::stream)
                .limit(limit)
                .map(ClusterItems::note)
                .toList();
    }

    private static ClusterNote note(EnhancedDocument item) {
        return new ClusterNote(
                item.getString("repository"),
                item.getString("cluster"),
                item.getString("detection_id"),
                DetectionItem.startedAt(item),
                SortableInstant.read(item.getString("since")),
                item.isPresent("branch") ? Optional.of(item.getString("branch")) : Optional.empty(),
                item.getNumber("failures").intValue(),
                item.getString("traits"));
    }
}
