package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flakydetector.emulator.FaultyProxy;
import dev.flakydetector.emulator.MotoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C while an outcome is on its way to the table. */
class InterruptedStoreIT {

    @TempDir
    private Path folder;

    private MotoServer moto;
    private FaultyProxy table;

    @BeforeEach
    void start() throws Exception {
        moto = MotoServer.start();
        table = new FaultyProxy(moto.endpoint());
        Files.createDirectory(folder.resolve("tmp"));
        Files.writeString(
                Files.createDirectory(folder.resolve("project")).resolve("run"), "test $((TEST_SEED % 3)) -ne 0\n");
    }

    @AfterEach
    void stop() {
        if (table != null) {
            table.close();
            moto.close();
        }
    }

    @Test
    void whatWasBeingStoredIsKeptAndReported() throws Exception {
        FaultyProxy.Held store = table.hold("ATTEMPT#0000000003");
        FlakyProcess process = flaky(
                "detect",
                folder.resolve("project").toString(),
                "--framework",
                "command",
                "--test-command",
                "sh run",
                "--runs",
                "12",
                "--parallelism",
                "1",
                "--seed",
                "42",
                "--until",
                "cap",
                "--format",
                "json");
        store.await();

        process.interrupt();
        store.letGo();
        FlakyRun run = process.end();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(130);
        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.path("status").asText()).isEqualTo("CANCELLED");
        assertThat(report.path("total_runs").asInt()).isGreaterThanOrEqualTo(4);
        FlakyRun shown = flaky("show", report.path("detection_id").asText(), "--format", "json")
                .end();
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(new ObjectMapper().readTree(shown.out())).isEqualTo(report);
    }

    private FlakyProcess flaky(String... arguments) throws IOException {
        return FlakyProcess.start(
                folder.resolve("tmp"),
                Map.of(
                        "FLAKY_STORE",
                        "dynamodb",
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        table.endpoint().toString(),
                        "AWS_DEFAULT_REGION",
                        "eu-central-1",
                        "AWS_ACCESS_KEY_ID",
                        "id",
                        "AWS_SECRET_ACCESS_KEY",
                        "key"),
                arguments);
    }
}
