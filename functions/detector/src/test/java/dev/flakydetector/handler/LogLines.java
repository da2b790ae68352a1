package dev.flakydetector.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What processes of a function printed, line by line; each has to be JSON. A line that is still being written is none yet. */
record LogLines(String text, List<JsonNode> lines) {

    private static final JsonMapper JSON = new JsonMapper();

    static LogLines of(List<Path> logs) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path log : logs) {
            String text = Files.readString(log);
            all.append(text, 0, text.lastIndexOf('\n') + 1);
        }
        String text = all.toString();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return new LogLines(text, lines);
    }

    /** What was logged, without metrics. */
    List<JsonNode> messages() {
        return lines.stream().filter(line -> line.has("message")).toList();
    }

    /** Documents of the embedded metric format that hold this metric. */
    List<JsonNode> metric(String name) {
        return lines.stream().filter(line -> line.has("_aws") && line.has(name)).toList();
    }
}
