package dev.flakydetector.github;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.Detection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads what {@code flaky detect --format json} wrote. The file may come from a job that ran a stranger's code, so every
 * value is checked and bounded, and nothing in it decides more than the words of a report.
 */
public final class ResultFile {

    private static final long MOST_BYTES = 256L << 20;
    private static final int MOST_TESTS = 100_000;
    private static final int MOST_PROBLEMS = 1_000;
    private static final int MOST_CLUSTERS = 10_000;

    /** Fields of the head that are no plain values, and small. */
    private static final Set<String> NESTED = Set.of("interval", "cost");

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(30)
                    .maxStringLength(5_000_000)
                    .build())
            .build());

    private ResultFile() {}

    /**
     * The detection that the file tells of, without its attempts.
     *
     * @throws UnusableResult when it is not such a file; the message says why
     */
    public static Detection read(Path file) throws UnusableResult {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new UnusableResult("%s has more than %d bytes".formatted(file.getFileName(), MOST_BYTES));
            }
            try (JsonParser json = MAPPER.createParser(file.toFile())) {
                return read(json);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UnusableResult(
                    "Cannot read the result %s: %s. It must be what 'flaky detect --format json' wrote."
                            .formatted(file.getFileName(), e.getMessage()),
                    e);
        }
    }

    private static Detection read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("it is not a JSON object");
        }
        ObjectNode head = MAPPER.createObjectNode();
        List<JsonNode> tests = new ArrayList<>();
        List<JsonNode> problems = new ArrayList<>();
        List<JsonNode> clusters = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "tests" -> gather(json, tests, MOST_TESTS);
                case "problems" -> gather(json, problems, MOST_PROBLEMS);
                case "clusters" -> gather(json, clusters, MOST_CLUSTERS);
                default -> {
                    if (value.isScalarValue() || NESTED.contains(name)) {
                        head.set(name, json.readValueAsTree());
                    } else {
                        json.skipChildren();
                    }
                }
            }
        }
        return new ReportedDetection(head, tests, problems, clusters).detection();
    }

    private static void gather(JsonParser json, List<JsonNode> into, int most) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("'%s' is not a list".formatted(json.currentName()));
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (into.size() == most) {
                throw new IOException("it has more than %d tests, problems or clusters".formatted(most));
            }
            into.add(json.readValueAsTree());
        }
    }
}
