package dev.flakydetector.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.DetectionRequest.ReportPolicy;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.history.Packed;
import dev.flakydetector.verdict.RunCount;
import dev.flakydetector.verdict.RunningCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Maps the counts after a wave to packed JSON and back: tests, runs and failures are columns. */
final class CountsJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private CountsJson() {}

    static byte[] write(RunningCounts counts) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("attempts", counts.attempts().toByteArray());
        json.put("command_runs", counts.command().runs());
        json.put("command_failures", counts.command().failures());
        json.put("command_fails_by_itself", counts.commandFailsByItself());
        ArrayNode tests = json.putArray("tests");
        ArrayNode runs = json.putArray("runs");
        ArrayNode failures = json.putArray("failures");
        counts.byTest().forEach((test, count) -> {
            tests.add(test.toString());
            runs.add(count.runs());
            failures.add(count.failures());
        });
        return Packed.of(json.toString()).bytes();
    }

    /** @param policy of the request that the counts are of */
    static RunningCounts read(byte[] bytes, ReportPolicy policy) {
        try {
            JsonNode json = MAPPER.readTree(Packed.ofBytes(bytes).text());
            Map<TestId, RunCount> tests = new HashMap<>();
            for (int i = 0; i < json.path("tests").size(); i++) {
                tests.put(
                        TestId.parse(json.path("tests").path(i).textValue()),
                        new RunCount(
                                json.path("failures").path(i).intValue(),
                                json.path("runs").path(i).intValue()));
            }
            return new RunningCounts(
                    policy,
                    BitSet.valueOf(json.path("attempts").binaryValue()),
                    new RunCount(
                            json.path("command_failures").intValue(),
                            json.path("command_runs").intValue()),
                    json.path("command_fails_by_itself").booleanValue(),
                    tests);
        } catch (IOException e) {
            throw new UncheckedIOException("Counts that were stored are damaged", e);
        }
    }
}
