package dev.flakydetector.scorer.cloud;

import dev.flakydetector.emulator.MotoServer;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.history.dynamo.DynamoRunHistory;
import dev.flakydetector.history.dynamo.DynamoTable;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket of an emulated account, which may have tables too. */
public final class Bucket implements AutoCloseable {

    private final MotoServer moto;
    private final S3Client client;
    private final String name = "flaky-" + UUID.randomUUID();

    private Bucket(MotoServer moto) {
        this.moto = moto;
        this.client = S3Client.builder()
                .endpointOverride(moto.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    public static Bucket start() throws Exception {
        Bucket bucket = new Bucket(MotoServer.start());
        bucket.client.createBucket(r -> r.bucket(bucket.name));
        return bucket;
    }

    public URI endpoint() {
        return moto.endpoint();
    }

    public String name() {
        return name;
    }

    public BucketFiles files(String prefix) {
        return new BucketFiles(client, new BucketFolder(name, prefix));
    }

    /** Of a bucket that may not be there. */
    BucketFiles filesOf(String another) {
        return new BucketFiles(client, new BucketFolder(another, "models"));
    }

    /** A history in a table that is made for it. */
    public RunHistory history(String name) {
        DynamoDbClient dynamo = DynamoDbClient.builder()
                .endpointOverride(moto.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        DynamoTable table = new DynamoTable(dynamo, name);
        table.create();
        return new DynamoRunHistory(
                table,
                Duration.ofDays(90),
                new BucketObjects(client, this.name),
                () -> UUID.randomUUID().toString());
    }

    @Override
    public void close() {
        client.close();
        moto.close();
    }
}
