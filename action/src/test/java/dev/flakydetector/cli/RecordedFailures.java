package dev.flakydetector.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder with a file of failures, two of whose causes come again, and where training on it writes to. */
record RecordedFailures(Path folder, Path records, Path out) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Four failures of the cart, three of the login, one record that is broken in line 8, and one like no other. */
    static RecordedFailures in(Path folder) throws IOException {
        RecordedFailures made = new RecordedFailures(folder, folder.resolve("failures.jsonl"), folder.resolve("out"));
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 4; i++) {
            lines.append(record("cart" + i, "testCart", "ValueError: no price for token=sesame123 <b>", i, i != 2));
        }
        for (int i = 1; i <= 3; i++) {
            lines.append(record("login" + i, "testLogin", "TimeoutError: waited 30s for login", i, false));
        }
        lines.append("{\"id\": \"broken\", \"log\": 17}\n");
        lines.append(record("alone", "testAlone", "OSError: disk is full", 9, true));
        Files.writeString(made.records(), lines);
        return made;
    }

    static String record(String id, String test, String error, int day, boolean merged) {
        String log =
                "run %d\nnot ok %d %s\nTraceback (most recent call last):\n  File \"/b/%s.py\", line %d, in %s\n%s\n"
                        .formatted(day, day, test, test, day, test, error);
        return JSON.createObjectNode()
                        .put("id", id)
                        .put("status", "failure")
                        .put("test", test)
                        .put("log", log)
                        .put("pull", day)
                        .put("revision", "r" + day)
                        .put("context", "linux")
                        .put("date", "2026-01-0%dT12:00:00Z".formatted(day))
                        .put("merged", merged)
                + "\n";
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError("Not JSON: " + json, e);
        }
    }

    FlakyRun train(String... more) {
        return trainOn(records, more);
    }

    FlakyRun trainOn(Path failures, String... more) {
        String[] call = {"triage", "train", failures.toString(), "--out", out.toString()};
        return FlakyRun.of(folder, Stream.of(call, more).flatMap(Stream::of).toArray(String[]::new));
    }
}
