package dev.flakydetector.history.dynamo;

import dev.flakydetector.history.HistoryUnavailable;
import dev.flakydetector.history.RunHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * A table that is used from one machine, without a stack around it: reached by the SDK's usual settings, made when it is
 * missing.
 *
 * @param table its name
 * @param region of AWS, or empty for the SDK's own search
 * @param objects the folder for what bursts an item
 * @param retention how long a detection is kept, counted from its start
 */
public record DynamoStore(String table, String region, Path objects, Duration retention) {

    /** @param writers gives a name that no other call ever gets */
    public RunHistory open(Supplier<String> writers) {
        DynamoDbClient client = client();
        DynamoTable items = new DynamoTable(client, table);
        try {
            DynamoTrouble.ask("find or make the history", items, () -> {
                items.createIfMissing();
                return items;
            });
        } catch (HistoryUnavailable e) {
            client.close();
            throw e;
        }
        return new DynamoRunHistory(items, retention, new FolderLargeObjects(objects), writers, client::close);
    }

    private DynamoDbClient client() {
        DynamoDbClientBuilder builder = DynamoDbClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder());
        if (!region.isEmpty()) {
            builder.region(Region.of(region));
        }
        try {
            return builder.build();
        } catch (SdkClientException e) {
            throw new HistoryUnavailable(
                    "Cannot reach DynamoDB: %s. Set AWS_REGION and the other settings of the AWS SDK."
                            .formatted(e.getMessage()),
                    e);
        }
    }
}
