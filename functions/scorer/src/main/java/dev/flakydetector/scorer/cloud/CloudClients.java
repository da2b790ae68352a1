package dev.flakydetector.scorer.cloud;

import dev.flakydetector.history.RunHistory;
import dev.flakydetector.history.dynamo.DynamoRunHistory;
import dev.flakydetector.history.dynamo.DynamoTable;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The clients of a process that lives as long as they do, by the SDK's usual settings. */
public final class CloudClients {

    private CloudClients() {}

    public static BucketFiles files(BucketFolder folder) {
        return new BucketFiles(s3(), folder);
    }

    /** @param writers gives a name that no other call ever gets */
    public static RunHistory history(String table, String bucket, Duration retention, Supplier<String> writers) {
        DynamoDbClient client = DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        return new DynamoRunHistory(
                new DynamoTable(client, table), retention, new BucketObjects(s3(), bucket), writers);
    }

    private static S3Client s3() {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
