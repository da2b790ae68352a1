package dev.flakydetector.remote;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Objects of one S3 bucket. */
public final class S3ObjectStore implements ObjectStore {

    /** A URL ends with the credentials that signed it, which for a Lambda is a matter of hours anyway. */
    private static final Duration VALID = Duration.ofHours(12);

    private static final int ALREADY_THERE = 412;
    private static final int AT_THE_SAME_TIME = 409;

    private final S3Client client;
    private final S3Presigner presigner;
    private final String bucket;

    /** Both clients belong to the caller, who closes them. */
    public S3ObjectStore(S3Client client, S3Presigner presigner, String bucket) {
        this.client = client;
        this.presigner = presigner;
        this.bucket = bucket;
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public void put(String key, byte[] bytes) {
        ask("write", key, () -> client.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(bytes)));
    }

    @Override
    public void put(String key, Path file) {
        ask("write", key, () -> client.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromFile(file)));
    }

    @Override
    public byte[] putOnce(String key, byte[] bytes) {
        Found before = get(key, Integer.MAX_VALUE);
        if (before instanceof Found.Present present) {
            return present.bytes();
        }
        try {
            client.putObject(r -> r.bucket(bucket).key(key).ifNoneMatch("*"), RequestBody.fromBytes(bytes));
            return bytes;
        } catch (S3Exception e) {
            if (e.statusCode() == ALREADY_THERE || e.statusCode() == AT_THE_SAME_TIME) {
                if (get(key, Integer.MAX_VALUE) instanceof Found.Present present) {
                    return present.bytes();
                }
            }
            throw trouble("write", key, e);
        } catch (SdkException e) {
            throw trouble("write", key, e);
        }
    }

    @Override
    public Found get(String key, int most) {
        try (ResponseInputStream<GetObjectResponse> object =
                client.getObject(r -> r.bucket(bucket).key(key))) {
            long size = object.response().contentLength();
            if (size > most) {
                object.abort();
                return new Found.TooLarge(size);
            }
            return new Found.Present(object.readAllBytes());
        } catch (NoSuchKeyException e) {
            return new Found.Missing();
        } catch (SdkException e) {
            throw trouble("read", key, e);
        } catch (IOException e) {
            throw new RemoteTrouble("Reading s3://%s/%s broke off".formatted(bucket, key), e);
        }
    }

    @Override
    public List<Listed> list(String prefix, int most) {
        return ask(
                "list",
                prefix,
                () -> client.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix)).contents().stream()
                        .limit(most)
                        .map(object -> new Listed(object.key(), object.size()))
                        .toList());
    }

    @Override
    public void fetch(String key, Path file) {
        ask("read", key, () -> client.getObject(r -> r.bucket(bucket).key(key), ResponseTransformer.toFile(file)));
    }

    @Override
    public URI readableUrl(String key) {
        return ask(
                "sign",
                key,
                () -> uri(presigner
                        .presignGetObject(r -> r.signatureDuration(VALID)
                                .getObjectRequest(
                                        object -> object.bucket(bucket).key(key)))
                        .url()
                        .toString()));
    }

    @Override
    public URI writableUrl(String key) {
        return ask(
                "sign",
                key,
                () -> uri(presigner
                        .presignPutObject(r -> r.signatureDuration(VALID)
                                .putObjectRequest(
                                        object -> object.bucket(bucket).key(key)))
                        .url()
                        .toString()));
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("A signed URL is a URI", e);
        }
    }

    private <T> T ask(String tried, String key, Supplier<T> work) {
        try {
            return work.get();
        } catch (SdkException e) {
            throw trouble(tried, key, e);
        }
    }

    private RemoteTrouble trouble(String tried, String key, SdkException e) {
        return new RemoteTrouble("Cannot %s s3://%s/%s: %s".formatted(tried, bucket, key, e.getMessage()), e);
    }
}
