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
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry in a bucket, from the command line. */
class BucketModelsIT {

    private static final String MODELS = "s3://shop-models/some/models";

    @TempDir
    private Path folder;

    @Test
    void trainsPromotesAndAsksThere() throws Exception {
        try (MotoServer moto = MotoServer.start()) {
            makeBucket(moto.endpoint());
            Path runs = Files.writeString(folder.resolve("runs.csv"), runs());
            Path planned = Files.writeString(
                    folder.resolve("planned.json"),
                    "{\"runs\": [{\"timestamp\": \"2026-02-01T10:00:00Z\", \"squad\": \"pay\", \"platform\": \"ios\","
                            + " \"environment\": \"beta\", \"device_id\": \"phone1\", \"scenarios_total\": 11,"
                            + " \"memory_mb\": 400.5}]}");

            String place = lastLine(flaky(moto, "train", runs.toString(), "--out", MODELS));
            String id = place.substring(place.lastIndexOf('/') + 1);

            assertThat(place).isEqualTo(MODELS + "/" + id);
            assertThat(flaky(moto, "models", "promote", "--in", MODELS, id)).contains("In production: " + id);
            assertThat(flaky(moto, "models", "list", "--in", MODELS)).contains(id, "production");
            assertThat(flaky(moto, "models", "compare", "--in", MODELS, id)).contains("No difference beyond luck");
            assertThat(flaky(moto, "predict", "--model", MODELS, planned.toString()))
                    .isEqualTo(flaky(moto, "predict", "--model", place, planned.toString()))
                    .contains(id);
        }
    }

    private static void makeBucket(URI endpoint) throws Exception {
        HttpRequest put = HttpRequest.newBuilder(endpoint.resolve("/shop-models"))
                .PUT(BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(put, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    private String flaky(MotoServer moto, String... arguments) throws Exception {
        FlakyRun run = FlakyProcess.start(
                        folder,
                        Map.of(
                                "AWS_ENDPOINT_URL",
                                moto.endpoint().toString(),
                                "AWS_REGION",
                                "us-east-1",
                                "AWS_ACCESS_KEY_ID",
                                "id",
                                "AWS_SECRET_ACCESS_KEY",
                                "key"),
                        arguments)
                .end();
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    private static String lastLine(String text) {
        return text.strip().lines().reduce((first, last) -> last).orElseThrow();
    }

    private static String runs() {
        SplittableRandom chance = new SplittableRandom(5);
        StringBuilder csv = new StringBuilder(
                "timestamp,squad,platform,environment,device_id,memory_mb,scenarios_total,scenarios_failed\n");
        for (int row = 0; row < 120; row++) {
            boolean pays = chance.nextBoolean();
            csv.append("%s,%s,ios,beta,phone1,400.5,10,%d%n"
                    .formatted(
                            LocalDateTime.of(2026, 1, 1, 0, 0).plusMinutes(31L * row),
                            pays ? "pay" : "search",
                            chance.nextDouble() < (pays ? 0.7 : 0.2) ? 1 : 0));
        }
        return csv.toString();
    }
}
