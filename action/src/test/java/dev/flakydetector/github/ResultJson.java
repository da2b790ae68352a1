package dev.flakydetector.github;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes up what {@code flaky detect --format json} writes. */
public final class ResultJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode root = MAPPER.createObjectNode();
    private final ArrayNode tests;

    public ResultJson() {
        root.put("detection_id", "d23456789abc").put("status", "DONE").put("repo", "/home/runner/work/shop/shop");
        root.put("commit", "fedcba9876543210fedcba9876543210fedcba98").put("modified", false);
        root.put("framework", "pytest").put("test_command", "python3 -m pytest");
        root.put("seed", 42).put("parallelism", 4).put("total_runs", 20).put("runs_requested", 20);
        root.put("runs_saved", 0).put("counted_runs", 20).put("failures", 6).put("repro_rate", 0.3);
        interval(root, 0.1, 0.6);
        root.put("verdict", "FLAKY").put("severity", "MEDIUM");
        root.put("started_at", "2026-11-01T12:00:00Z").put("duration_ms", 61_000);
        root.putArray("problems");
        tests = root.putArray("tests");
        root.putArray("results").addObject().put("attempt", 0).put("stdout", "::set-output name=x::y\n");
    }

    /** Adds a test that failed in this many of twenty runs. */
    public ResultJson with(String id, int failures) {
        String verdict = failures == 0 ? "PASSING" : failures == 20 ? "FAILING" : "FLAKY";
        String severity = failures == 0 ? "NONE" : failures == 20 ? "CRITICAL" : "MEDIUM";
        ObjectNode test = tests.addObject().put("id", id).put("runs", 20).put("failures", failures);
        interval(test, failures / 40.0, Math.min(1, failures / 20.0 + 0.2));
        test.put("skipped", 0).put("verdict", verdict).put("severity", severity).put("ignored", false);
        if (failures > 0) {
            test.putArray("failing_seeds").add(1_003);
            test.putArray("failing_attempts").add(3);
            test.putObject("failure")
                    .put("type", "AssertionError")
                    .put("message", "1 != 2")
                    .put("detail", "");
        }
        return this;
    }

    private static void interval(ObjectNode node, double lo, double hi) {
        node.putArray("interval").add(lo).add(hi);
    }

    public byte[] bytes() throws IOException {
        return MAPPER.writeValueAsBytes(root);
    }

    public Path in(Path folder) throws IOException {
        return Files.write(folder.resolve("result.json"), bytes());
    }
}
