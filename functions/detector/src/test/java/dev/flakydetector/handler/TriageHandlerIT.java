package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flakydetector.api.Triage;
import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Revision;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.failure.Algorithm;
import dev.flakydetector.failure.TriageModel;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.pipeline.DetectionProgress;
import dev.flakydetector.pipeline.DetectionSteps;
import dev.flakydetector.pipeline.RequestDraft;
import dev.flakydetector.remote.ObjectStore;
import dev.flakydetector.triage.HistoryFailures;
import dev.flakydetector.triage.TriageFolder;
import dev.flakydetector.triage.TriageRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scheduled training against an emulated bucket and table. */
class TriageHandlerIT {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Instant NOW = Instant.parse("2026-06-03T08:00:00Z");
    private static final String SHOP = "https://example.com/shop.git";
    private static final RequestDraft DRAFT = RequestDraft.of(SHOP);

    @TempDir
    private Path folder;

    private Cloud cloud;

    @BeforeEach
    void start() throws Exception {
        cloud = Cloud.start();
    }

    @AfterEach
    void stop() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @Test
    void writesTheBytesThatATrainingOnOneMachineWrites() throws IOException {
        Map<String, byte[]> records = records();
        records.forEach((name, bytes) -> objects().put("failures/" + name, bytes));
        objects().put("failures/../../etc/passwd.json", "{\"log\":\"x\"}".getBytes(StandardCharsets.UTF_8));
        store();

        JsonNode answer = train();

        Path copy = folder.resolve("copy");
        for (Map.Entry<String, byte[]> record : records.entrySet()) {
            Path file = copy.resolve(record.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, record.getValue());
        }
        TriageRun run = new TriageRun(Algorithm.TOKENS, folder);
        run.missed("failures/../../etc/passwd.json", "its key leads out of the folder: left out");
        run.read(copy);
        run.read(HistoryFailures.ofAll(cloud.store().history()));
        TriageFolder.write(run.finish(), folder.resolve("made"));
        assertThat(answer.path("failures").asInt()).isEqualTo(14);
        assertThat(answer.path("clusters").asInt()).isEqualTo(2);
        for (String name : TriageFolder.FILES) {
            assertThat(bytes("triage/" + name)).as(name).isEqualTo(Files.readAllBytes(folder.resolve("made/" + name)));
        }
        assertThat(folder.resolve("temporary")).isEmptyDirectory();
    }

    @Test
    void keysSurviveARetrainingWithoutTheFirstFailures() throws IOException {
        Map<String, byte[]> records = records();
        records.forEach((name, bytes) -> objects().put("failures/" + name, bytes));
        train();
        byte[] model = bytes("triage/model.bin");
        JsonNode first = JSON.readTree(bytes("triage/clusters.json"));

        train();

        assertThat(bytes("triage/model.bin")).isEqualTo(model);
        cloud.s3().deleteObject(request -> request.bucket(cloud.bucket()).key("failures/a.jsonl"));
        train();
        JsonNode last = JSON.readTree(bytes("triage/clusters.json"));
        assertThat(last.path("clusters").findValuesAsText("key"))
                .isEqualTo(first.path("clusters").findValuesAsText("key"))
                .isNotEmpty();
    }

    @Test
    void theApiAnswersByWhatWasTrained() throws IOException {
        Triage triage = new StoredTriage(objects(), Clock.systemUTC());
        assertThat(triage.known()).isInstanceOf(Triage.Known.Nothing.class);
        records().forEach((name, bytes) -> objects().put("failures/" + name, bytes));

        train();

        TriageModel model = triage.model().orElseThrow();
        assertThat(model.classify(log("no price for 77")).cluster()).isPresent();
    }

    @Test
    void nothingIsTrainedOfNothing() throws IOException {
        assertThat(train().path("failures").asInt()).isZero();
        assertThat(objects().list("triage/", 10)).isEmpty();
    }

    private JsonNode train() throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TriageHandler(cloud.store(), temporary, 1 << 30)
                .handleRequest(
                        new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)), out, new FifteenMinutes());
        return JSON.readTree(out.toByteArray());
    }

    private ObjectStore objects() {
        return cloud.store().objects();
    }

    private byte[] bytes(String key) {
        return ((ObjectStore.Found.Present) objects().get(key, 1 << 24)).bytes();
    }

    /** Every kind of file that is read. */
    private static Map<String, byte[]> records() throws IOException {
        Map<String, byte[]> records = new TreeMap<>();
        records.put("a.jsonl", lines("a", 0, 4).getBytes(StandardCharsets.UTF_8));
        records.put("b/b.jsonl.gz", packed(lines("b", 4, 7)));
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(zipped)) {
            ZipEntry entry = new ZipEntry("c.jsonl");
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(lines("c", 7, 9).getBytes(StandardCharsets.UTF_8));
        }
        records.put("c.zip", zipped.toByteArray());
        for (int i = 0; i < 3; i++) {
            records.put("TEST-%d.xml".formatted(i), """
                    <testsuite name="CartTest"><testcase classname="CartTest" name="total">
                    <failure type="java.lang.IllegalStateException" message="no basket">at Cart.total</failure>
                    </testcase></testsuite>
                    """.getBytes(StandardCharsets.UTF_8));
        }
        records.put("broken.json", "{".getBytes(StandardCharsets.UTF_8));
        return records;
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String lines(String id, int from, int to) {
        return Stream.iterate(from, i -> i < to, i -> i + 1)
                .map(i -> JSON.createObjectNode()
                                .put("id", id + i)
                                .put("date", "2026-01-0%dT12:00:00Z".formatted(i + 1))
                                .put("merged", i % 2 == 0)
                                .put("revision", "r" + i)
                                .put("log", log("no price for " + i))
                        + "\n")
                .reduce("", String::concat);
    }

    private static String log(String error) {
        return "not ok 1 testCart\nTraceback (most recent call last):\n  File \"/b/cart.py\", line 3, in testCart\nValueError: "
                + error + "\n";
    }

    /** Two detections that found a test flaky. */
    private void store() {
        RunHistory history = cloud.store().history();
        for (String id : new String[] {"d1", "d2"}) {
            Detection accepted = DetectionSteps.accept(id, SHOP, DRAFT, new Seed(7), NOW);
            Detection started = DetectionSteps.begin(
                    id,
                    accepted.request(),
                    new Revision(SHOP, Optional.of("a".repeat(40)), "tree:1", false, Optional.of("main")),
                    Framework.PYTEST,
                    TestCommand.parse("pytest"),
                    NOW);
            DetectionProgress progress = new DetectionProgress(started.request(), List.of());
            history.begin(started);
            for (int i = 0; i < 4; i++) {
                CompletedAttempt attempt = attempt(i);
                history.add(id, attempt);
                progress.add(attempt);
            }
            history.conclude(DetectionSteps.conclude(started, progress, DetectionStatus.DONE, NOW));
        }
    }

    private static CompletedAttempt attempt(int number) {
        TestId test = new TestId("tests/test_door.py", "test_open");
        Outcome outcome = number == 0
                ? Outcome.failed(test, Duration.ZERO, new Failure("OSError", "the door is closed", ""))
                : Outcome.passed(test, Duration.ZERO);
        return new CompletedAttempt(
                new Attempt(number, new Seed(number + 1), Set.of(), List.of()),
                new AttemptResult.Reported(List.of(outcome)),
                OptionalInt.of(number == 0 ? 1 : 0),
                new CapturedOutput("", "", false),
                Duration.ofMillis(5),
                new TreeMap<>(),
                List.of());
    }
}
