package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.emulator.MotoServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Triage whose records and results are in a bucket, and on this machine, side by side. */
class TriageBucketIT {

    private static final String RECORD = "{\"id\":\"r%d\",\"merged\":true,\"log\":\"OSError: door %d is closed\"}\n";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void readsFromAndWritesIntoABucketWhatItReadsAndWritesHere() throws Exception {
        String records = RECORD.formatted(1, 1) + RECORD.formatted(2, 2) + RECORD.formatted(3, 3);
        Path local = Files.createDirectory(folder.resolve("failures"));
        Files.writeString(local.resolve("a.jsonl"), records);
        try (MotoServer moto = MotoServer.start()) {
            put(moto.endpoint().resolve("/flaky-bucket"), "");
            put(moto.endpoint().resolve("/flaky-bucket/failures/a.jsonl"), records);

            FlakyRun trained = flaky(moto, "train", "s3://flaky-bucket/failures", "--out", "s3://flaky-bucket/triage/");
            FlakyRun here = flaky(
                    moto,
                    "train",
                    local.toString(),
                    "--out",
                    folder.resolve("out").toString());
            FlakyRun placed = flaky(
                    moto, "classify", "--model", "s3://flaky-bucket/triage", "s3://flaky-bucket/failures/a.jsonl");
            FlakyRun missing = flaky(moto, "train", "s3://flaky-bucket/nothing/", "--out", "out");
            FlakyRun noBucket = flaky(moto, "train", "s3://no-such-bucket/x", "--out", "out");

            assertThat(trained.exitCode()).as(trained.err()).isZero();
            assertThat(here.exitCode()).isZero();
            for (String name : new String[] {"clusters.json", "model.bin", "report.html"}) {
                assertThat(get(moto.endpoint().resolve("/flaky-bucket/triage/" + name)))
                        .as(name)
                        .isEqualTo(Files.readAllBytes(folder.resolve("out").resolve(name)));
            }
            assertThat(placed.out().lines()).hasSize(3).allMatch(line -> line.contains("\"flake-likely\""));
            assertThat(missing.exitCode()).isEqualTo(2);
            assertThat(noBucket.exitCode()).isEqualTo(2);
            assertThat(noBucket.err()).contains("s3://no-such-bucket/x").doesNotContain("\tat ");
        }
    }

    private FlakyRun flaky(MotoServer moto, String... arguments) throws Exception {
        String[] all = new String[arguments.length + 1];
        all[0] = "triage";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Map<String, String> environment = Map.of(
                "AWS_ENDPOINT_URL_S3", moto.endpoint().toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "id",
                "AWS_SECRET_ACCESS_KEY", "key",
                "AWS_EC2_METADATA_DISABLED", "true");
        return FlakyProcess.start(folder, environment, all).end();
    }

    private void put(URI uri, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofString(body)).build();
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    private byte[] get(URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray())
                .body();
    }
}
