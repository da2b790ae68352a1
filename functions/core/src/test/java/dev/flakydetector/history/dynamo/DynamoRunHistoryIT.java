package dev.flakydetector.history.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.emulator.FaultyProxy;
import dev.flakydetector.emulator.FaultyProxy.Fault;
import dev.flakydetector.emulator.MotoServer;
import dev.flakydetector.history.BigValues;
import dev.flakydetector.history.DetectionQuery;
import dev.flakydetector.history.HistoryUnavailable;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.history.RunHistoryContract;
import dev.flakydetector.history.SampleDetections;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class DynamoRunHistoryIT implements RunHistoryContract {

    private static final Duration RETENTION = Duration.ofDays(90);
    private static final Supplier<String> WRITERS = () -> UUID.randomUUID().toString();

    private static MotoServer moto;
    private static FaultyProxy proxy;
    private static DynamoDbClient client;

    @TempDir
    private Path folder;

    private String name;
    private RunHistory history;

    @BeforeAll
    static void start() throws Exception {
        moto = MotoServer.start();
        proxy = new FaultyProxy(moto.endpoint());
        client = client(proxy.endpoint());
    }

    private static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.close();
        }
        if (proxy != null) {
            proxy.close();
        }
        if (moto != null) {
            moto.close();
        }
    }

    @BeforeEach
    void createTable() {
        name = "history-" + UUID.randomUUID();
        DynamoTable table = new DynamoTable(client, name);
        table.create();
        history = open(table);
    }

    private RunHistory open(DynamoTable table) {
        return new DynamoRunHistory(table, RETENTION, new FolderLargeObjects(folder), WRITERS);
    }

    @Override
    public RunHistory history() {
        return history;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNPROCESSED")
    void aFaultThatPassesLosesNothingAndDoublesNothing(Fault fault) {
        Detection finished = BigValues.detection("d1", "/shop", 30);
        List<CompletedAttempt> attempts =
                IntStream.range(0, 3).mapToObj(i -> BigValues.attempt(i, 10)).toList();
        List<CompletedAttempt> found = new ArrayList<>();

        proxy.next(fault);
        assertThat(history.begin(SampleDetections.started("d1", "/shop", 0))).isTrue();
        attempts.forEach(attempt -> {
            proxy.next(fault);
            history.add("d1", attempt);
        });
        proxy.next(fault);
        history.conclude(finished);
        proxy.next(fault);
        history.forEachAttempt("d1", found::add);

        assertThat(found).isEqualTo(attempts);
        assertThat(history.begin(SampleDetections.started("d1", "/shop", 0))).isFalse();
        assertThat(history.find("d1")).contains(finished);
        assertThat(history.recent(DetectionQuery.newest(9))).hasSize(1);
        assertThat(history.timeline("/shop", BigValues.test(29), 5)).hasSize(1);
        // A detection, its roster, three attempts, thirty sightings.
        assertThat(items()).hasSize(35);
        assertThat(proxy.isDone()).isTrue();
    }

    @Test
    void aBatchThatComesBackIsWrittenAfterAll() {
        Detection finished = BigValues.detection("d1", "/shop", 30);

        proxy.next(Fault.UNPROCESSED);
        proxy.next(Fault.UNPROCESSED);
        history.conclude(finished);

        assertThat(proxy.isDone()).isTrue();
        assertThat(items()).hasSize(31);
    }

    @Test
    void saysThatTheTableIsMissing() {
        RunHistory nowhere = open(new DynamoTable(client, "nowhere"));

        assertThatThrownBy(() -> nowhere.find("d1"))
                .isInstanceOf(HistoryUnavailable.class)
                .hasMessageContaining("read a detection in the DynamoDB table nowhere")
                .hasMessageContaining("Deploy the stack");
    }

    @Test
    void saysThatNobodyAnswers() {
        try (DynamoDbClient deaf = client(URI.create("http://127.0.0.1:1"))) {
            RunHistory unreachable = open(new DynamoTable(deaf, name));

            assertThatThrownBy(() -> unreachable.begin(SampleDetections.started("d1", "/shop", 0)))
                    .isInstanceOf(HistoryUnavailable.class)
                    .hasMessageContaining("See that the network");
        }
    }

    @Test
    void everythingOfADetectionExpiresAtOnce() {
        history.begin(SampleDetections.started("d1", "/shop", 0));
        history.add("d1", BigValues.attempt(0, 10));
        history.conclude(SampleDetections.finished("d1", "/shop", 0));
        String expiry = Long.toString(SampleDetections.START.plus(RETENTION).getEpochSecond());

        assertThat(items())
                .hasSize(4)
                .allSatisfy(item -> assertThat(item.get("expires_at").n()).isEqualTo(expiry));
    }

    @Test
    void noItemOutgrowsTheTable() throws IOException {
        history.begin(SampleDetections.started("d1", "/shop", 0));
        history.add("d1", BigValues.attempt(0, 5_000, BigValues.noise(new Random(1), 1 << 20)));
        history.add("d1", BigValues.attempt(1, 10, BigValues.noise(new Random(2), 400_000)));
        history.conclude(BigValues.detection("d1", "/shop", 1_000));

        assertThat(items()).allSatisfy(item -> assertThat(sizeOf(item)).isLessThan(400 * 1024));
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(2);
        }
    }

    @Test
    void saysThatALargeObjectIsGone() throws IOException {
        history.begin(SampleDetections.started("d1", "/shop", 0));
        history.add("d1", BigValues.attempt(0, 10, BigValues.noise(new Random(1), 1 << 20)));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }

        assertThatThrownBy(() -> history.attempt("d1", 0))
                .isInstanceOf(HistoryUnavailable.class)
                .hasMessageContaining("large object");
    }

    @Test
    void handsOverMoreAttemptsThanAPageHolds() {
        history.begin(SampleDetections.started("d1", "/shop", 0));
        String output = BigValues.noise(new Random(1), 200_000);
        List<CompletedAttempt> attempts = IntStream.range(0, 12)
                .mapToObj(i -> BigValues.attempt(i, 5, output + i))
                .toList();
        List<CompletedAttempt> found = new ArrayList<>();

        attempts.forEach(attempt -> history.add("d1", attempt));
        history.forEachAttempt("d1", found::add);

        assertThat(found).isEqualTo(attempts);
    }

    @Test
    void anotherProcessReadsWhatOneWrote() {
        CompletedAttempt attempt = BigValues.attempt(1, 50);
        history.begin(SampleDetections.started("d1", "/shop", 0));
        history.add("d1", attempt);

        RunHistory other = open(new DynamoTable(client, name));
        other.add("d1", SampleDetections.attempt(1, new AttemptResult.BuildBroken("retried")));
        other.add("d1", BigValues.attempt(2, 50));

        assertThat(other.attempt("d1", 1)).contains(attempt);
        assertThat(history.attempt("d1", 2)).contains(BigValues.attempt(2, 50));
    }

    @Test
    void theTableIsBilledByRequestAndForgetsWhatExpired() {
        DescribeTableResponse described = client.describeTable(request -> request.tableName(name));
        TimeToLiveDescription expiry =
                client.describeTimeToLive(request -> request.tableName(name)).timeToLiveDescription();

        assertThat(described.table().billingModeSummary().billingModeAsString()).isEqualTo("PAY_PER_REQUEST");
        assertThat(described.table().globalSecondaryIndexes())
                .extracting(index -> index.indexName())
                .containsExactlyInAnyOrder("by_repository", "by_time");
        assertThat(expiry.attributeName()).isEqualTo("expires_at");
        assertThat(expiry.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
    }

    private List<Map<String, AttributeValue>> items() {
        return client.scanPaginator(request -> request.tableName(name)).items().stream()
                .toList();
    }

    private static int sizeOf(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(attribute -> attribute.getKey().length() + sizeOf(attribute.getValue()))
                .sum();
    }

    private static int sizeOf(AttributeValue value) {
        return value.b() != null
                ? value.b().asByteArrayUnsafe().length
                : value.toString().length();
    }
}
