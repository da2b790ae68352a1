package dev.flakydetector.handler;

import dev.flakydetector.emulator.MotoServer;
import dev.flakydetector.history.dynamo.DynamoRunHistory;
import dev.flakydetector.history.dynamo.DynamoTable;
import dev.flakydetector.remote.S3LargeObjects;
import dev.flakydetector.remote.S3ObjectStore;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** An emulated account with a table and a bucket. */
final class Cloud implements AutoCloseable {

    private static final Duration RETENTION = Duration.ofDays(90);
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key"));

    private final MotoServer moto;
    private final S3Client s3;
    private final S3Presigner presigner;
    private final String bucket = "flaky-" + UUID.randomUUID();
    private final String table = "flaky-" + UUID.randomUUID();

    private Cloud(MotoServer moto) {
        this.moto = moto;
        S3Configuration paths =
                S3Configuration.builder().pathStyleAccessEnabled(true).build();
        this.s3 = S3Client.builder()
                .endpointOverride(moto.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .serviceConfiguration(paths)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        this.presigner = S3Presigner.builder()
                .endpointOverride(moto.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .serviceConfiguration(paths)
                .build();
    }

    static Cloud start() throws Exception {
        Cloud cloud = new Cloud(MotoServer.start());
        cloud.s3.createBucket(request -> request.bucket(cloud.bucket));
        try (DynamoDbClient client = dynamo(cloud.moto.endpoint())) {
            new DynamoTable(client, cloud.table).create();
        }
        return cloud;
    }

    static DynamoDbClient dynamo(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    URI endpoint() {
        return moto.endpoint();
    }

    S3Client s3() {
        return s3;
    }

    String bucket() {
        return bucket;
    }

    String table() {
        return table;
    }

    DetectionStore store() {
        return store(moto.endpoint());
    }

    /** @param dynamo where the table answers */
    DetectionStore store(URI dynamo) {
        S3ObjectStore objects = new S3ObjectStore(s3, presigner, bucket);
        DynamoTable items = new DynamoTable(dynamo(dynamo), table);
        return new DetectionStore(
                new DynamoRunHistory(
                        items,
                        RETENTION,
                        new S3LargeObjects(objects),
                        () -> UUID.randomUUID().toString()),
                objects);
    }

    @Override
    public void close() {
        presigner.close();
        s3.close();
        moto.close();
    }
}
