package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.cost.PriceList;
import dev.flakydetector.emulator.LambdaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that is deployed, on a good day and on bad ones: the same report, nothing lost and nothing doubled. */
class BadDaysInTheCloudIT {

    private static final List<String> FUNCTIONS = List.of("clone", "plan", "decide", "conclude", "worker");

    @TempDir
    private static Path folder;

    private static Stack stack;
    private static String goodDay;
    private static JsonNode cost;

    @BeforeAll
    static void start() throws Exception {
        stack = Stack.start(folder);
        publish("trial", Trial.SCRIPT);
        JsonNode report = report("trial");
        cost = report.path("cost");
        goodDay = Timeless.of(report.toString());
        assertThat(goodDay).contains("\"status\" : \"DONE\"", "\"total_runs\" : 12", "\"problems\" : [ ]");
    }

    @AfterAll
    static void stop() throws IOException {
        if (stack != null) {
            stack.close();
        }
    }

    @AfterEach
    void calm() {
        FUNCTIONS.forEach(name -> stack.function(name).withCalls(LambdaProcess::invoke));
    }

    @Test
    void theReportOfAGoodDaySaysWhatItCost() {
        Map<String, PriceList.Price> prices = PriceList.shipped().prices();
        double sum = 0;
        for (JsonNode item : cost.path("items")) {
            double dollars = item.path("usd").doubleValue();
            double price = prices.get(item.path("name").textValue()).dollars();
            assertThat(dollars)
                    .as(item.toString())
                    .isCloseTo(item.path("quantity").doubleValue() * price, withPercentage(1));
            sum += dollars;
        }

        assertThat(cost.path("estimate").booleanValue()).isFalse();
        assertThat(cost.path("prices_dated").textValue())
                .isEqualTo(PriceList.shipped().dated());
        assertThat(cost.path("total_usd").doubleValue()).isPositive().isCloseTo(sum, withPercentage(1));
        // Each of the two waves is at least a plan, a worker and a decision, beside the clone, the preparation and the
        // end.
        assertThat(quantity("lambda_request")).isGreaterThanOrEqualTo(9);
        assertThat(quantity("step_functions_transition")).isGreaterThanOrEqualTo(9);
        assertThat(quantity("lambda_gb_second_arm64")).isPositive();
    }

    private static double quantity(String name) {
        for (JsonNode item : cost.path("items")) {
            if (item.path("name").asText().equals(name)) {
                return item.path("quantity").doubleValue();
            }
        }
        throw new AssertionError("Nothing was billed for " + name + ": " + cost);
    }

    @Test
    void aWorkerKilledInMidShardIsStartedAfresh() throws Exception {
        Path marks = Files.createDirectory(folder.resolve("marks"));
        publish("hanging", "if mkdir %s/hung 2>/dev/null; then sleep 30; fi\n".formatted(marks) + Trial.SCRIPT);
        AtomicBoolean killed = new AtomicBoolean();
        int before = stack.function("worker").environments();
        stack.function("worker").withCalls((process, event) -> {
            if (json(event).path("action").asText().equals("rerun") && killed.compareAndSet(false, true)) {
                killOnce(marks, process);
            }
            return process.invoke(event);
        });

        String disturbed = detect("hanging");

        assertThat(marks.resolve("hung")).exists();
        // One for another detection than the last, and one after the kill.
        assertThat(stack.function("worker").environments()).isEqualTo(before + 2);
        assertThat(disturbed).isEqualTo(detect("hanging"));
    }

    /** As soon as an attempt has begun. */
    private static void killOnce(Path marks, LambdaProcess process) throws IOException {
        WatchService watch = marks.getFileSystem().newWatchService();
        marks.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
        Thread killer = new Thread(() -> {
            try (watch) {
                watch.take();
                process.kill();
            } catch (InterruptedException | IOException e) {
                Thread.currentThread().interrupt();
            }
        });
        killer.setDaemon(true);
        killer.start();
    }

    @Test
    void everyEventMayComeTwice() throws Exception {
        FUNCTIONS.forEach(name -> stack.function(name).withCalls((process, event) -> {
            LambdaProcess.Answer first = process.invoke(event);
            return first.kind() == LambdaProcess.Answer.Kind.ANSWERED ? process.invoke(event) : first;
        }));

        assertThat(detect("trial")).isEqualTo(goodDay);
    }

    @Test
    void servicesThatRefuseForAWhileOnlyTakeLonger() throws Exception {
        for (String name : List.of("plan", "decide", "conclude")) {
            stack.function(name).withCalls((process, event) -> {
                stack.fail("{\"dynamodb\":2,\"s3\":1}");
                return process.invoke(event);
            });
        }

        assertThat(detect("trial")).isEqualTo(goodDay);
        assertThat(stack.fail("{}")).isEqualTo("{\"dynamodb\": 0, \"s3\": 0}");
    }

    @Test
    void poisonedResultsAreRunAgain() throws Exception {
        AtomicBoolean poisoned = new AtomicBoolean();
        stack.function("worker").withCalls((process, event) -> {
            LambdaProcess.Answer answer = process.invoke(event);
            boolean ran = answer.kind() == LambdaProcess.Answer.Kind.ANSWERED;
            if (ran && json(event).path("index").asInt(-1) == 0 && poisoned.compareAndSet(false, true)) {
                Trial.put((ObjectNode) json(event), "<html>not a result");
            }
            return answer;
        });

        String report = detect("trial");

        assertThat(report).contains("left a result that cannot be read");
        assertThat(withoutProblems(report)).isEqualTo(withoutProblems(goodDay));
    }

    private static JsonNode withoutProblems(String report) throws IOException {
        return ((ObjectNode) StateMachineLoop.JSON.readTree(report)).without(List.of("problems"));
    }

    private static void publish(String name, String script) throws IOException {
        Path project = Files.createDirectory(stack.repositories().resolve(name));
        Files.writeString(project.resolve("check.sh"), script);
        SampleRepository.commit(project);
    }

    private static String detect(String repository) throws Exception {
        return Timeless.of(report(repository).toString());
    }

    private static JsonNode report(String repository) throws Exception {
        ObjectNode request = StateMachineLoop.JSON
                .createObjectNode()
                .put("repo", stack.url(repository))
                .put("test_command", "sh check.sh")
                .put("framework", "command")
                .put("runs", Trial.RUNS)
                .put("parallelism", 3)
                .put("until", "cap")
                .put("seed", 42);
        return StateMachineLoop.JSON.readTree(stack.user().detect(request));
    }

    private static JsonNode json(byte[] event) throws IOException {
        return StateMachineLoop.JSON.readTree(event);
    }
}
