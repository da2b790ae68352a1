package dev.flakydetector.history.dynamo;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.history.AttemptPacking;
import dev.flakydetector.history.AttemptPacking.PackedAttempt;
import dev.flakydetector.history.AttemptPacking.PackedRoster;
import dev.flakydetector.history.Packed;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/** The attempts in the table, and the rosters that they share. */
final class AttemptItems {

    private final DynamoTable table;
    private final ItemDocument document;
    private final Expiry expiry;
    private final AttemptPacking packing = new AttemptPacking(this::roster);

    AttemptItems(DynamoTable table, ItemDocument document, Expiry expiry) {
        this.table = table;
        this.document = document;
        this.expiry = expiry;
    }

    void add(String detectionId, Instant startedAt, CompletedAttempt attempt) {
        PackedAttempt packed = packing.pack(detectionId, attempt);
        // First, so that no attempt ever names a roster that is not there.
        packed.newRoster().ifPresent(roster -> add(detectionId, startedAt, roster));
        EnhancedDocument.Builder item = DynamoTable.item(
                        DynamoKeys.attempt(detectionId, attempt.attempt().number()))
                .putNumber("number", attempt.attempt().number())
                .putNumber("seed", attempt.attempt().seed().value())
                .putString("variation", attempt.attempt().variationText())
                .putNumber("duration_ms", attempt.duration().toMillis())
                .putBoolean("counted", attempt.result().isReported())
                .putBoolean("passed", attempt.passed());
        attempt.exitCode().ifPresent(code -> item.putNumber("exit_code", code));
        expiry.put(item, startedAt);
        document.put(item, detectionId, packed.document());
        table.putNew(item.build());
    }

    private void add(String detectionId, Instant startedAt, PackedRoster roster) {
        EnhancedDocument.Builder item = DynamoTable.item(DynamoKeys.roster(detectionId, roster.digest()));
        expiry.put(item, startedAt);
        document.put(item, detectionId, roster.document());
        table.putNew(item.build());
        packing.stored(detectionId, roster);
    }

    Optional<CompletedAttempt> find(String detectionId, int number) {
        return table.find(DynamoKeys.attempt(detectionId, number)).map(item -> attempt(detectionId, item));
    }

    /** Pages of at most 1 MB come as they are needed. */
    void forEach(String detectionId, Consumer<CompletedAttempt> each) {
        QueryConditional attempts = QueryConditional.sortBeginsWith(
                key -> key.partitionValue(DynamoKeys.partition(detectionId)).sortValue(DynamoKeys.ATTEMPT));
        table.items()
                .query(request -> request.queryConditional(attempts).consistentRead(true))
                .items()
                .forEach(item -> each.accept(attempt(detectionId, item)));
    }

    private CompletedAttempt attempt(String detectionId, EnhancedDocument item) {
        return packing.unpack(detectionId, document.get(item));
    }

    private Optional<Packed> roster(String detectionId, String digest) {
        return table.find(DynamoKeys.roster(detectionId, digest)).map(document::get);
    }
}
