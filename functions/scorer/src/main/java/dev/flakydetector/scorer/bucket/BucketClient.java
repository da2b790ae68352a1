package dev.flakydetector.scorer.bucket;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The client of a process that lives as long as it does, by the SDK's usual settings. */
public final class BucketClient {

    private BucketClient() {}

    public static BucketFiles files(BucketFolder folder) {
        return new BucketFiles(
                S3Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                folder);
    }
}
