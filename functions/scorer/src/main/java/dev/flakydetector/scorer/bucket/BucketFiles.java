package dev.flakydetector.scorer.bucket;

import dev.flakydetector.scorer.registry.ModelFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A folder of models under a prefix of a bucket. What compares before it writes leaves the comparing to S3. */
public final class BucketFiles implements ModelFiles {

    private static final int NOT_AS_SEEN = 412;
    private static final int AT_THE_SAME_TIME = 409;
    private static final int GONE = 404;

    private final S3Client client;
    private final BucketFolder folder;

    /** @param client belongs to the caller, who closes it */
    public BucketFiles(S3Client client, BucketFolder folder) {
        this.client = client;
        this.folder = folder;
    }

    @Override
    public Optional<Kept> find(String name) throws IOException {
        try {
            ResponseBytes<GetObjectResponse> object =
                    client.getObjectAsBytes(r -> r.bucket(folder.bucket()).key(folder.key(name)));
            return Optional.of(
                    new Kept(object.asByteArrayUnsafe(), object.response().eTag()));
        } catch (NoSuchKeyException missing) {
            return Optional.empty();
        } catch (SdkException e) {
            throw trouble("read", name, e);
        }
    }

    @Override
    public void put(String name, byte[] content) throws IOException {
        try {
            write(name, content, request -> {});
        } catch (SdkException e) {
            throw trouble("write", name, e);
        }
    }

    @Override
    public boolean replace(String name, byte[] content, Optional<String> seen) throws IOException {
        try {
            write(name, content, request -> seen.ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*")));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_AS_SEEN || e.statusCode() == AT_THE_SAME_TIME || e.statusCode() == GONE) {
                return false;
            }
            throw trouble("write", name, e);
        } catch (SdkException e) {
            throw trouble("write", name, e);
        }
    }

    private void write(String name, byte[] content, Consumer<PutObjectRequest.Builder> condition) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(folder.bucket()).key(folder.key(name));
        condition.accept(request);
        client.putObject(request.build(), RequestBody.fromBytes(content));
    }

    @Override
    public List<String> foldersWith(String file) throws IOException {
        String prefix = folder.key("");
        String end = "/" + file;
        try {
            return client.listObjectsV2Paginator(r -> r.bucket(folder.bucket()).prefix(prefix)).contents().stream()
                    .map(S3Object::key)
                    .filter(key -> key.endsWith(end))
                    .map(key -> key.substring(prefix.length(), key.length() - end.length()))
                    .filter(name -> !name.contains("/"))
                    .sorted()
                    .toList();
        } catch (SdkException e) {
            throw trouble("list", "", e);
        }
    }

    @Override
    public String location(String name) {
        return "s3://%s/%s".formatted(folder.bucket(), folder.key(name));
    }

    private IOException trouble(String tried, String name, SdkException e) {
        return new IOException("Cannot %s %s: %s".formatted(tried, location(name), e.getMessage()), e);
    }
}
