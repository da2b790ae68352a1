package dev.flakydetector.history.dynamo;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Verdict;
import dev.flakydetector.history.SortableInstant;
import dev.flakydetector.history.TestSighting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;

/** What became of tests that failed. A test that failed once in a detection stays failed, so no sighting is ever withdrawn. */
final class SightingItems {

    /** DynamoDB's bound for one request. */
    private static final int BATCH = 25;

    /** Of a test's id, which is here for people who look at the table; the key is its hash. */
    private static final int MOST_SPELLING = 1_000;

    private final DynamoTable table;
    private final Expiry expiry;

    SightingItems(DynamoTable table, Expiry expiry) {
        this.table = table;
        this.expiry = expiry;
    }

    void put(Detection finished) {
        // By test, since DynamoDB refuses a batch that names a key twice.
        Map<TestId, EnhancedDocument> items = new LinkedHashMap<>();
        for (JudgedTest test : finished.tests()) {
            if (test.rate().failures() > 0) {
                items.put(test.id(), item(finished, test));
            }
        }
        List<EnhancedDocument> all = new ArrayList<>(items.values());
        for (int from = 0; from < all.size(); from += BATCH) {
            putTogether(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
    }

    private void putTogether(List<EnhancedDocument> items) {
        WriteBatch.Builder<EnhancedDocument> batch =
                WriteBatch.builder(EnhancedDocument.class).mappedTableResource(table.items());
        items.forEach(batch::addPutItem);
        table.enhanced()
                .batchWriteItem(request -> request.addWriteBatch(batch.build()))
                .unprocessedPutItemsForTable(table.items())
                // A throttled table hands items back unwritten. One by one the client waits and retries for us.
                .forEach(table.items()::putItem);
    }

    private EnhancedDocument item(Detection finished, JudgedTest test) {
        String repository = finished.request().repository();
        TestSighting sighting = TestSighting.of(finished, test);
        EnhancedDocument.Builder item = DynamoTable.item(
                        DynamoKeys.sighting(repository, test.id(), sighting.startedAt(), finished.id()))
                .putString("repository", DetectionItem.wellFormed(repository))
                .putString("test", DetectionItem.wellFormed(cut(test.id().toString())))
                .putString("detection_id", sighting.detectionId())
                .putString(DetectionItem.STARTED_AT, SortableInstant.write(sighting.startedAt()))
                .putNumber("failures", sighting.rate().failures())
                .putNumber("runs", sighting.rate().runs())
                .putString("lo", Double.toString(sighting.rate().interval().lo()))
                .putString("hi", Double.toString(sighting.rate().interval().hi()))
                .putString("verdict", sighting.verdict().name())
                .putString("severity", sighting.severity().name());
        sighting.commit().ifPresent(commit -> item.putString(DetectionItem.COMMIT, commit));
        expiry.put(item, sighting.startedAt());
        return item.build();
    }

    private static String cut(String spelling) {
        return spelling.length() <= MOST_SPELLING ? spelling : spelling.substring(0, MOST_SPELLING);
    }

    List<TestSighting> timeline(String repository, TestId test, int limit) {
        QueryConditional sightings =
                QueryConditional.keyEqualTo(key -> key.partitionValue(DynamoKeys.timeline(repository, test)));
        QueryEnhancedRequest request = QueryEnhancedRequest.builder()
                .queryConditional(sightings)
                .scanIndexForward(false)
                .consistentRead(true)
                .limit(limit)
                .build();
        return table.items().query(request).stream()
                .map(Page::items)
                .flatMap(List::stream)
                .limit(limit)
                .map(SightingItems::sighting)
                .toList();
    }

    private static TestSighting sighting(EnhancedDocument item) {
        Interval interval =
                new Interval(Double.parseDouble(item.getString("lo")), Double.parseDouble(item.getString("hi")));
        return new TestSighting(
                item.getString("detection_id"),
                DetectionItem.startedAt(item),
                DetectionItem.commit(item),
                new FlakeRate(
                        item.getNumber("failures").intValue(),
                        item.getNumber("runs").intValue(),
                        interval),
                Verdict.valueOf(item.getString("verdict")),
                Severity.valueOf(item.getString("severity")));
    }
}
