package dev.flakydetector.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.regex.Pattern;

/** What a handler was called with: one JSON object. */
record Event(JsonNode node) {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int LARGEST = 1 << 20;
    /** Safe in a key, a path and the name of an execution. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    static Event read(InputStream input) throws IOException {
        byte[] bytes = input.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new IllegalArgumentException("The event is larger than %d bytes".formatted(LARGEST));
        }
        JsonNode node = MAPPER.readTree(bytes);
        if (!node.isObject()) {
            throw new IllegalArgumentException("The event is no JSON object");
        }
        return new Event(node);
    }

    static ObjectNode answer() {
        return MAPPER.createObjectNode();
    }

    static void write(JsonNode answer, OutputStream output) throws IOException {
        output.write(MAPPER.writeValueAsBytes(answer));
    }

    String detectionId() {
        String id = text("detection_id");
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("The event's detection_id is no id");
        }
        return id;
    }

    String text(String name) {
        JsonNode field = node.path(name);
        if (!field.isTextual()) {
            throw new IllegalArgumentException("The event has no text '%s'".formatted(name));
        }
        return field.textValue();
    }

    int number(String name) {
        JsonNode field = node.path(name);
        if (!field.canConvertToInt()) {
            throw new IllegalArgumentException("The event has no number '%s'".formatted(name));
        }
        return field.intValue();
    }

    URI url(String name) {
        return URI.create(text(name));
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }
}
