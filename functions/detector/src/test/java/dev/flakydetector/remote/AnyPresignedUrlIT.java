package dev.flakydetector.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** URLs that were signed, and what is not quite one: what is refused is asked once, stores nothing and gives nothing away. */
class AnyPresignedUrlIT {

    private static final String TOKEN = "VerySecretSessionToken";

    private static StrictBucket bucket;
    private static PresignedUrls urls;
    private static URI readable;
    private static URI writable;

    @BeforeContainer
    static void start() throws IOException {
        bucket = new StrictBucket();
        urls = new PresignedUrls(HttpClient.newHttpClient());
        try (S3Presigner presigner = presigner()) {
            readable = URI.create(presigner
                    .presignGetObject(get -> get.signatureDuration(Duration.ofHours(1))
                            .getObjectRequest(object -> object.bucket("b").key("work/d1/prepared")))
                    .url()
                    .toString());
            writable = URI.create(presigner
                    .presignPutObject(put -> put.signatureDuration(Duration.ofHours(1))
                            .putObjectRequest(object -> object.bucket("b").key("work/d1/waves/0/results/0")))
                    .url()
                    .toString());
        }
        bucket.sign("GET", readable);
        bucket.sign("PUT", writable);
    }

    private static S3Presigner presigner() {
        return S3Presigner.builder()
                .endpointOverride(bucket.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsSessionCredentials.create("AKIDEXAMPLE", "key", TOKEN)))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    @AfterContainer
    static void stop() {
        bucket.close();
    }

    @Property(tries = 200, seed = "42")
    void aTamperedUrlIsRefusedOnce(
            @ForAll @IntRange(min = 0, max = 10_000) int place,
            @ForAll @CharRange(from = '0', to = 'z') char letter,
            @ForAll boolean reads) {
        URI url = reads ? readable : writable;
        URI tampered = tampered(url, place, letter);
        if (tampered.equals(url)) {
            return;
        }

        bucket.seen();
        refuses(() -> call(tampered, reads), tampered);
    }

    @Property(tries = 1, seed = "42")
    void aUrlWorksForItsMethodAlone() throws InterruptedException {
        assertThat(urls.text(readable)).isEqualTo("content");
        urls.upload(writable, "result");
        assertThat(bucket.written()).contains("result");

        bucket.seen();
        refuses(() -> urls.text(writable), writable);
        refuses(() -> urls.upload(readable, "forged"), readable);
        assertThat(bucket.written()).doesNotContain("forged");
    }

    @Property(tries = 2, seed = "42")
    void anExpiredUrlIsRefusedOnce(@ForAll boolean reads) throws InterruptedException {
        URI url = reads ? readable : writable;
        call(url, reads);
        bucket.expire(url);

        bucket.seen();
        refuses(() -> call(url, reads), url);
        bucket.sign(reads ? "GET" : "PUT", url);
    }

    @Property(tries = 60, seed = "42")
    void onlyAServerThatFailsIsAskedAgain(@ForAll @IntRange(min = 201, max = 599) int status, @ForAll boolean reads) {
        if (status == 204 || status == 304) {
            // These have no body by definition, which the server of the JDK insists on.
            return;
        }
        URI url = reads ? readable : writable;
        bucket.seen();
        bucket.answers(status);

        assertThatThrownBy(() -> call(url, reads))
                .isInstanceOf(RemoteTrouble.class)
                .hasMessageContaining("status " + status)
                .satisfies(trouble -> givesNothingAway(trouble, url));

        assertThat(bucket.seen()).hasSize(status < 500 ? 1 : 4).doesNotContain("GET /elsewhere?null");
        bucket.answers(200);
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, URI url) {
        assertThatThrownBy(call)
                .isInstanceOf(RemoteTrouble.class)
                .hasMessageContaining("status 403")
                .satisfies(trouble -> givesNothingAway(trouble, url));
        assertThat(bucket.seen()).hasSize(1);
    }

    private static void givesNothingAway(Throwable trouble, URI url) {
        assertThat(trouble.toString()).doesNotContain(TOKEN, "AKIDEXAMPLE", "X-Amz", url.getRawQuery());
        assertThat(trouble.getCause()).isNull();
    }

    private static void call(URI url, boolean reads) throws InterruptedException {
        if (reads) {
            urls.text(url);
        } else {
            urls.upload(url, "result");
        }
    }

    /** With one letter of its path or query another one. */
    private static URI tampered(URI url, int place, char letter) {
        String text = url.toString();
        int start = text.indexOf("/b/") + 1;
        int at = start + place % (text.length() - start);
        try {
            return new URI(text.substring(0, at) + letter + text.substring(at + 1));
        } catch (URISyntaxException e) {
            return url;
        }
    }
}
