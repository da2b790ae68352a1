package dev.flakydetector.handler;

import dev.flakydetector.emulator.MotoServer;
import dev.flakydetector.history.dynamo.DynamoRunHistory;
import dev.flakydetector.history.dynamo.DynamoTable;
import dev.flakydetector.remote.S3LargeObjects;
import dev.flakydetector.remote.S3ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sfn.SfnClient;

/** An emulated account with a table and a bucket. */
final class Cloud implements AutoCloseable {

    private static final Path STATE_MACHINE = Path.of("../../infra/statemachine/detection.asl.json");
    private static final Duration RETENTION = Duration.ofDays(90);
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key"));

    private final URI endpoint;
    private final AutoCloseable emulator;
    private final S3Client s3;
    private final S3Presigner presigner;
    private final String bucket = "flaky-" + UUID.randomUUID();
    private final String table = "flaky-" + UUID.randomUUID();

    private Cloud(URI endpoint, AutoCloseable emulator) {
        this.endpoint = endpoint;
        this.emulator = emulator;
        S3Configuration paths =
                S3Configuration.builder().pathStyleAccessEnabled(true).build();
        this.s3 = S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .serviceConfiguration(paths)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        this.presigner = S3Presigner.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .serviceConfiguration(paths)
                .build();
    }

    static Cloud start() throws Exception {
        MotoServer moto = MotoServer.start();
        return new Cloud(moto.endpoint(), moto).furnished();
    }

    /** @param emulator belongs to the caller, who closes it */
    static Cloud in(URI emulator) {
        return new Cloud(emulator, () -> {}).furnished();
    }

    private Cloud furnished() {
        s3.createBucket(request -> request.bucket(bucket));
        try (DynamoDbClient client = dynamo(endpoint)) {
            new DynamoTable(client, table).create();
        }
        return this;
    }

    /** The ARN of the state machine as it is deployed, with functions of plain names. */
    String deployStateMachine() throws IOException {
        String definition = Files.readString(STATE_MACHINE).replace("${BucketName}", bucket);
        for (String function : List.of("worker", "plan", "decide", "conclude", "score")) {
            String name = function.substring(0, 1).toUpperCase(Locale.ROOT) + function.substring(1);
            definition = definition.replace("${" + name + "FunctionArn}", function);
        }
        String whole = definition;
        try (SfnClient client = SfnClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            return client.createStateMachine(request -> request.name("detection-" + UUID.randomUUID())
                            .roleArn("arn:aws:iam::123456789012:role/machine")
                            .definition(whole))
                    .stateMachineArn();
        }
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
        return endpoint;
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
        return store(endpoint);
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
        try {
            emulator.close();
        } catch (Exception e) {
            throw new IllegalStateException("The emulator does not end", e);
        }
    }
}
