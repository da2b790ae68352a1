package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.emulator.LambdaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that is deployed, on bad days: the report is that of a good day, nothing lost and nothing doubled. */
class BadDaysInTheCloudIT {

    private static final List<String> FUNCTIONS = List.of("clone", "plan", "decide", "conclude", "worker");

    @TempDir
    private static Path folder;

    private static Stack stack;
    private static String goodDay;

    @BeforeAll
    static void start() throws Exception {
        stack = Stack.start(folder);
        publish("trial", Trial.SCRIPT);
        goodDay = detect("trial");
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
        ObjectNode request = StateMachineLoop.JSON
                .createObjectNode()
                .put("repo", stack.url(repository))
                .put("test_command", "sh check.sh")
                .put("framework", "command")
                .put("runs", Trial.RUNS)
                .put("parallelism", 3)
                .put("until", "cap")
                .put("seed", 42);
        return Timeless.of(stack.user().detect(request));
    }

    private static JsonNode json(byte[] event) throws IOException {
        return StateMachineLoop.JSON.readTree(event);
    }
}
