package dev.flakydetector.history.dynamo;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.history.DetectionSummary;
import dev.flakydetector.history.SortableInstant;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

/** The attributes of a detection's item, and of its lines in the indexes. */
final class DetectionItem {

    /** Who wrote the item first, to tell one's own retried write from another's. */
    static final String BEGUN_BY = "begun_by";

    /** Who wrote the item last; another name for each write. */
    static final String PUT_BY = "put_by";

    private static final String ID = "detection_id";
    private static final String REPOSITORY = "repository";
    static final String COMMIT = "commit_sha";
    static final String STARTED_AT = "started_at";
    static final String STATUS = "status";
    private static final String SEVERITY = "severity";
    private static final String TOTAL_RUNS = "total_runs";
    private static final String FAILURES = "failures";

    /** What the indexes carry. */
    static final List<String> SUMMARY =
            List.of(ID, REPOSITORY, COMMIT, STARTED_AT, STATUS, SEVERITY, TOTAL_RUNS, FAILURES);

    private DetectionItem() {}

    /** Everything but the document. */
    static EnhancedDocument.Builder of(Detection detection) {
        DetectionSummary summary = DetectionSummary.of(detection);
        EnhancedDocument.Builder item = DynamoTable.item(DynamoKeys.detection(detection.id()))
                .putString(DynamoTable.REPOSITORY_KEY, DynamoKeys.repository(summary.repository()))
                .putString(DynamoTable.EVERYTHING_KEY, DynamoKeys.EVERYTHING)
                .putString(DynamoTable.MOMENT_KEY, DynamoKeys.moment(summary.startedAt(), detection.id()))
                .putString(ID, summary.detectionId())
                .putString(REPOSITORY, wellFormed(summary.repository()))
                .putString(STARTED_AT, SortableInstant.write(summary.startedAt()))
                .putString(STATUS, summary.status().name())
                .putString(SEVERITY, summary.severity().name())
                .putNumber(TOTAL_RUNS, summary.totalRuns())
                .putNumber(FAILURES, summary.failures());
        summary.commit().ifPresent(commit -> item.putString(COMMIT, commit));
        return item;
    }

    static Instant startedAt(EnhancedDocument item) {
        return SortableInstant.read(item.getString(STARTED_AT));
    }

    static DetectionSummary summary(EnhancedDocument item) {
        return new DetectionSummary(
                item.getString(ID),
                item.getString(REPOSITORY),
                commit(item),
                startedAt(item),
                Severity.valueOf(item.getString(SEVERITY)),
                item.getNumber(TOTAL_RUNS).intValue(),
                item.getNumber(FAILURES).intValue(),
                DetectionStatus.valueOf(item.getString(STATUS)));
    }

    static Optional<String> commit(EnhancedDocument item) {
        return item.isPresent(COMMIT) ? Optional.of(item.getString(COMMIT)) : Optional.empty();
    }

    /** Half a surrogate pair, which Java takes and the wire does not, becomes a question mark. */
    static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
