package dev.flakydetector.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.OutcomeStatus;
import dev.flakydetector.domain.TestId;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the events of {@code go test -json}. Packages may be interleaved, and other output may stand between. A test that
 * was running when its package died has no end of its own: it failed, or timed out where Go's own time limit struck.
 */
final class GoTestJsonParser {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReportCollector collector;
    private final TestNaming naming;
    private final Map<TestId, BoundedText> running = new LinkedHashMap<>();
    private final Map<String, Boolean> timedOut = new LinkedHashMap<>();

    GoTestJsonParser(ReportCollector collector, TestNaming naming) {
        this.collector = collector;
        this.naming = naming;
    }

    /**
     * Hands every test to the collector.
     *
     * @return how many events there were
     */
    int parse(BufferedReader in) throws IOException {
        int events = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("{")) {
                events += event(line) ? 1 : 0;
            }
        }
        return events;
    }

    private boolean event(String line) {
        try {
            JsonNode event = JSON.readTree(line);
            if (!event.has("Action")) {
                return false;
            }
            handle(event);
            return true;
        } catch (JsonProcessingException e) {
            // A program under test may print a line that begins with a brace.
            return false;
        }
    }

    private void handle(JsonNode event) {
        String packageName = naming.goPackage(event.path("Package").asText());
        String action = event.path("Action").asText();
        Optional<TestId> test = naming.id(packageName, event.path("Test").asText());
        if (test.isEmpty()) {
            packageEvent(packageName, action, event.path("Output").asText());
            return;
        }
        switch (action) {
            case "run" -> running.put(test.get(), new BoundedText());
            case "output" ->
                output(test.get(), packageName, event.path("Output").asText());
            case "pass" -> end(test.get(), OutcomeStatus.PASSED, event);
            case "skip" -> end(test.get(), OutcomeStatus.SKIPPED, event);
            case "fail" -> end(test.get(), OutcomeStatus.FAILED, event);
            default -> {
                // pause, cont, bench: they change no outcome.
            }
        }
    }

    private void output(TestId test, String packageName, String text) {
        BoundedText log = running.get(test);
        if (log != null) {
            log.append(text);
        }
        noteTimeout(packageName, text);
    }

    private void noteTimeout(String packageName, String text) {
        if (text.startsWith("panic: test timed out")) {
            timedOut.put(packageName, true);
        }
    }

    private void packageEvent(String packageName, String action, String output) {
        noteTimeout(packageName, output);
        if (action.equals("fail")) {
            boolean timeout = timedOut.containsKey(packageName);
            running.entrySet().removeIf(entry -> {
                boolean here = entry.getKey().suite().endsWith(packageName);
                if (here) {
                    OutcomeStatus status = timeout ? OutcomeStatus.TIMED_OUT : OutcomeStatus.FAILED;
                    collector.add(new Outcome(entry.getKey(), status, Duration.ZERO, failure(entry.getValue())));
                }
                return here;
            });
        }
    }

    private void end(TestId test, OutcomeStatus status, JsonNode event) {
        BoundedText log = running.remove(test);
        Duration duration = Durations.ofSeconds(event.path("Elapsed").asDouble());
        Optional<Failure> failure =
                status.isFailure() ? failure(log == null ? new BoundedText() : log) : Optional.empty();
        collector.add(new Outcome(test, status, duration, failure));
    }

    /** Go marks where a test said something with its file and line; its own bookkeeping lines begin with dashes. */
    private static Optional<Failure> failure(BoundedText log) {
        String text = log.toString();
        String message = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("===") && !line.startsWith("---"))
                .findFirst()
                .orElse("");
        return Optional.of(Failures.of("", message, text));
    }
}
