package dev.flakydetector.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flakydetector.domain.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostModelTest {

    private static final Path STATE_MACHINE = Path.of("../../infra/statemachine/detection.asl.json");
    private static final CostModel MODEL = new CostModel(PriceList.shipped(), Deployment.DEFAULT);

    /** Two waves of five workers, ten seconds of attempts at five at once, a minute in all. */
    private static final Usage USAGE = new Usage(
            List.of(5, 5), Duration.ofSeconds(60), Duration.ofSeconds(100), 5, 3_000, 20_000, 30, 2, 100_000_000);

    @Test
    void chargesWorkersForAttemptsForTheirStartAndForTheTimeBetween() {
        Cost cost = MODEL.billed(USAGE);

        // 100 s of attempts, 10 starts of 3 s, and 60 - 100/5 s in which no attempt ran; at 2 GB.
        assertThat(quantity(cost, Resource.LAMBDA_GB_SECOND_ARM64)).isEqualTo(2 * (100 + 30 + 40.0));
        assertThat(dollars(cost, Resource.LAMBDA_GB_SECOND_ARM64)).isCloseTo(340 * 0.0000133334, within(1e-12));
    }

    @Test
    void countsRequestsAndTransitions() {
        Cost cost = MODEL.billed(USAGE);

        // The request and 6 polls, Clone Prepare Conclude Score, 2 Plans, 2 Decides, 10 workers.
        assertThat(quantity(cost, Resource.LAMBDA_REQUEST)).isEqualTo(1 + 6 + 4 + 4 + 10.0);
        assertThat(quantity(cost, Resource.HTTP_API_REQUEST)).isEqualTo(7);
        assertThat(quantity(cost, Resource.STEP_FUNCTIONS_TRANSITION)).isEqualTo(5 + 5 * 2 + 10.0);
    }

    @Test
    void countsWritesAndReadsByTheSizeOfItems() {
        Cost cost = MODEL.billed(USAGE);

        // A key, three times 3 KB in the table and a line in both indexes, the attempts, two timelines.
        assertThat(quantity(cost, Resource.DYNAMODB_WRITE_UNIT)).isEqualTo(1 + 3 * (3 + 2) + 30 + 2.0);
        // 14 calls read an item of 1 unit; 5 times 20,000 bytes of attempts.
        assertThat(quantity(cost, Resource.DYNAMODB_READ_UNIT)).isEqualTo(14 + 5 * 5.0);
    }

    @Test
    void chargesStorageForAsLongAsItIsKept() {
        assertThat(quantity(MODEL.billed(USAGE), Resource.S3_GB_MONTH)).isCloseTo(0.1 * 2 / 30, within(1e-9));
    }

    @Test
    void namesTheDearestFirstAndSaysWhetherItIsAnEstimate() {
        Cost cost = MODEL.estimate(USAGE);

        assertThat(cost.estimate()).isTrue();
        assertThat(MODEL.billed(USAGE).estimate()).isFalse();
        assertThat(cost.items())
                .extracting(Cost.Item::dollars)
                .isSortedAccordingTo((one, other) -> Double.compare(other, one));
        assertThat(cost.total())
                .isEqualTo(cost.items().stream().mapToDouble(Cost.Item::dollars).sum());
    }

    @Test
    void knowsThePriceOfEverythingItCounts() {
        assertThat(PriceList.shipped().prices())
                .containsOnlyKeys(Arrays.stream(Resource.values())
                        .map(Resource::priceName)
                        .toArray(String[]::new));
        assertThat(PriceList.shipped().prices().values())
                .allSatisfy(price -> assertThat(price.dollars()).isPositive());
    }

    /** 100 runs of ten seconds each took an earlier design two minutes and 0.024 $. */
    @Test
    void staysBelowWhatAHundredRunsCostBefore() {
        Usage hundred = new Usage(
                List.of(10, 10),
                Duration.ofSeconds(120),
                Duration.ofSeconds(300),
                10,
                5_000,
                60_000,
                100,
                3,
                100_000_000);

        assertThat(MODEL.billed(hundred).total()).isLessThan(0.024);
    }

    @Test
    void countsTheStatesThatTheStateMachineHas() throws IOException {
        List<String> path = path(new JsonMapper().readTree(Files.readAllBytes(STATE_MACHINE)));

        int from = path.indexOf("Plan");
        int to = path.indexOf("Enough");
        assertThat(to - from + 1).isEqualTo(CostModel.TRANSITIONS_A_WAVE);
        assertThat(path).hasSize(CostModel.TRANSITIONS + CostModel.TRANSITIONS_A_WAVE);
    }

    /** The states of a detection of one wave, in order. */
    private static List<String> path(JsonNode machine) {
        List<String> path = new ArrayList<>();
        String name = machine.path("StartAt").textValue();
        while (name != null) {
            path.add(name);
            JsonNode state = machine.path("States").path(name);
            boolean leaves = name.equals("Enough");
            name = leaves
                    ? state.path("Choices").path(0).path("Next").textValue()
                    : state.path("Type").asText().equals("Choice")
                            ? state.path("Default").textValue()
                            : state.path("Next").textValue();
        }
        return path;
    }

    private static double quantity(Cost cost, Resource resource) {
        return item(cost, resource).quantity();
    }

    private static double dollars(Cost cost, Resource resource) {
        return item(cost, resource).dollars();
    }

    private static Cost.Item item(Cost cost, Resource resource) {
        return cost.items().stream()
                .filter(item -> item.name().equals(resource.priceName()))
                .findFirst()
                .orElseThrow();
    }
}
