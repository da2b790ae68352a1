package dev.flakydetector.history.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbIndex;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.EnhancedGlobalSecondaryIndex;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * The one table. Its items by partition and sort key:
 *
 * <pre>
 * DETECTION#id                   DETECTION            the report, and what lists show
 *                                ATTEMPT#number       an attempt
 *                                ROSTER#digest        the tests that attempts count through
 * RESERVATION#hash of key         RESERVATION          the value that it was reserved with
 * TEST#hash of repository, test  time#detection id    what became of a test that failed
 * </pre>
 *
 * <p>Two indexes hold the summaries of detections by time: {@code by_repository}, and {@code by_time} over all of them.
 * The latter is one partition, so detections can begin or end at most a thousand times a second over all repositories,
 * which is DynamoDB's bound for a partition; beyond that writes are throttled, not lost.
 *
 * <p>Items are documents of the Enhanced Client rather than beans: four kinds share the table, and none needs setters.
 */
public final class DynamoTable {

    static final String PARTITION = "pk";
    static final String SORT = "sk";
    static final String EXPIRES_AT = "expires_at";
    static final String REPOSITORY_KEY = "repository_key";
    static final String EVERYTHING_KEY = "everything_key";
    static final String MOMENT_KEY = "moment_key";

    private static final String BY_REPOSITORY = "by_repository";
    private static final String BY_TIME = "by_time";

    private final DynamoDbClient client;
    private final DynamoDbEnhancedClient enhanced;
    private final DynamoDbTable<EnhancedDocument> table;

    /** @param client belongs to the caller, who closes it, and decides how often it retries */
    public DynamoTable(DynamoDbClient client, String name) {
        this.client = client;
        this.enhanced = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(client)
                .extensions(List.of())
                .build();
        this.table = enhanced.table(name, schema());
    }

    private static TableSchema<EnhancedDocument> schema() {
        String primary = TableMetadata.primaryIndexName();
        return TableSchema.documentSchemaBuilder()
                .addIndexPartitionKey(primary, PARTITION, AttributeValueType.S)
                .addIndexSortKey(primary, SORT, AttributeValueType.S)
                .addIndexPartitionKey(BY_REPOSITORY, REPOSITORY_KEY, AttributeValueType.S)
                .addIndexSortKey(BY_REPOSITORY, MOMENT_KEY, AttributeValueType.S)
                .addIndexPartitionKey(BY_TIME, EVERYTHING_KEY, AttributeValueType.S)
                .addIndexSortKey(BY_TIME, MOMENT_KEY, AttributeValueType.S)
                .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
                .build();
    }

    /** Makes the table, billed by request, and waits until it can be used; in the cloud the template makes it. */
    public void create() {
        table.createTable(request -> request.globalSecondaryIndices(index(BY_REPOSITORY), index(BY_TIME)));
        client.waiter().waitUntilTableExists(request -> request.tableName(table.tableName()));
        client.updateTimeToLive(request -> request.tableName(table.tableName())
                .timeToLiveSpecification(ttl -> ttl.attributeName(EXPIRES_AT).enabled(true)));
    }

    /** Makes the table unless there is one of its name; two processes may ask at once. */
    void createIfMissing() {
        try {
            table.describeTable();
        } catch (ResourceNotFoundException missing) {
            try {
                create();
            } catch (ResourceInUseException madeMeanwhile) {
                client.waiter().waitUntilTableExists(request -> request.tableName(table.tableName()));
            }
        }
    }

    private static EnhancedGlobalSecondaryIndex index(String name) {
        return EnhancedGlobalSecondaryIndex.builder()
                .indexName(name)
                .projection(Projection.builder()
                        .projectionType(ProjectionType.INCLUDE)
                        .nonKeyAttributes(DetectionItem.SUMMARY)
                        .build())
                .build();
    }

    String name() {
        return table.tableName();
    }

    DynamoDbEnhancedClient enhanced() {
        return enhanced;
    }

    DynamoDbTable<EnhancedDocument> items() {
        return table;
    }

    DynamoDbIndex<EnhancedDocument> byRepository() {
        return table.index(BY_REPOSITORY);
    }

    DynamoDbIndex<EnhancedDocument> byTime() {
        return table.index(BY_TIME);
    }

    /** An item with its key, to be filled. */
    static EnhancedDocument.Builder item(Key key) {
        return EnhancedDocument.builder()
                .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
                .putString(PARTITION, key.partitionKeyValue().s())
                .putString(SORT, key.sortKeyValue().orElseThrow().s());
    }

    Optional<EnhancedDocument> find(Key key) {
        return Optional.ofNullable(table.getItem(request -> request.key(key).consistentRead(true)));
    }

    /** Puts the item unless one of its key is there, and says whether it did. */
    boolean putNew(EnhancedDocument item) {
        return put(
                item,
                Expression.builder()
                        .expression("attribute_not_exists(" + PARTITION + ")")
                        .build());
    }

    /** Puts the item if the one of its key still has the attribute that was seen, and says whether it did. */
    boolean putAfter(EnhancedDocument seen, EnhancedDocument item, String attribute) {
        Expression.Builder condition = seen.isPresent(attribute)
                ? Expression.builder()
                        .expression(attribute + " = :seen")
                        .putExpressionValue(":seen", AttributeValue.fromS(seen.getString(attribute)))
                : Expression.builder()
                        .expression(
                                "attribute_exists(%s) AND attribute_not_exists(%s)".formatted(PARTITION, attribute));
        return put(item, condition.build());
    }

    /** Puts the item in the place of one that has one of these values, and says whether it did. */
    boolean putOver(EnhancedDocument item, String attribute, List<String> values) {
        Expression.Builder condition = Expression.builder().putExpressionName("#attribute", attribute);
        List<String> names = new ArrayList<>();
        for (String value : values) {
            String name = ":value" + names.size();
            condition.putExpressionValue(name, AttributeValue.fromS(value));
            names.add(name);
        }
        return put(
                item,
                condition
                        .expression("#attribute IN (" + String.join(", ", names) + ")")
                        .build());
    }

    private boolean put(EnhancedDocument item, Expression condition) {
        try {
            table.putItem(PutItemEnhancedRequest.builder(EnhancedDocument.class)
                    .item(item)
                    .conditionExpression(condition)
                    .build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }
}
