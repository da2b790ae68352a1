package dev.flakydetector.scorer.cloud;

import dev.flakydetector.emulator.MotoServer;
import java.net.URI;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket of an emulated account. */
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

    @Override
    public void close() {
        client.close();
        moto.close();
    }
}
