package dev.flakydetector.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** One JSON object of a stored document; says where it stands when a field is not as it was written. */
record StoredObject(JsonNode node, String where) {

    static StoredObject root(JsonNode node, String what) {
        return new StoredObject(requireObject(node, what), what);
    }

    String text(String name) {
        return expect(name, "a text", JsonNode::isTextual).textValue();
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    int number(String name) {
        return expect(name, "a number", JsonNode::canConvertToInt).intValue();
    }

    OptionalInt optionalNumber(String name) {
        return has(name) ? OptionalInt.of(number(name)) : OptionalInt.empty();
    }

    long bigNumber(String name) {
        return expect(name, "a number", JsonNode::canConvertToLong).longValue();
    }

    double fraction(String name) {
        return expect(name, "a number", JsonNode::isNumber).doubleValue();
    }

    boolean flag(String name) {
        return expect(name, "true or false", JsonNode::isBoolean).booleanValue();
    }

    Duration duration(String name) {
        return moment(name, Duration::parse);
    }

    Instant instant(String name) {
        return moment(name, Instant::parse);
    }

    private <T> T moment(String name, Function<String, T> parse) {
        try {
            return parse.apply(text(name));
        } catch (DateTimeException e) {
            throw damaged(name, "a time", node.path(name));
        }
    }

    /** The value whose name in the store is this text. */
    <T> T token(String name, Function<String, Optional<T>> ofToken) {
        return ofToken.apply(text(name)).orElseThrow(() -> damaged(name, "a known word", node.path(name)));
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        return Enum.valueOf(type, text(name));
    }

    StoredObject object(String name) {
        return new StoredObject(requireObject(node.path(name), where + "." + name), where + "." + name);
    }

    Optional<StoredObject> optionalObject(String name) {
        return has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    <T> List<T> objects(String name, Function<StoredObject, T> reader) {
        List<T> read = new ArrayList<>();
        for (JsonNode element : array(name)) {
            String place = "%s.%s[%d]".formatted(where, name, read.size());
            read.add(reader.apply(new StoredObject(requireObject(element, place), place)));
        }
        return read;
    }

    List<String> texts(String name) {
        return texts(name, array(name));
    }

    List<List<String>> textLists(String name) {
        List<List<String>> read = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isArray()) {
                throw damaged(name, "lists only", element);
            }
            read.add(texts(name, element));
        }
        return read;
    }

    private List<String> texts(String name, JsonNode array) {
        List<String> read = new ArrayList<>();
        for (JsonNode element : array) {
            if (!element.isTextual()) {
                throw damaged(name, "texts only", element);
            }
            read.add(element.textValue());
        }
        return read;
    }

    long[] numbers(String name) {
        JsonNode array = array(name);
        long[] read = new long[array.size()];
        for (int i = 0; i < read.length; i++) {
            if (!array.get(i).canConvertToLong()) {
                throw damaged(name, "numbers only", array.get(i));
            }
            read[i] = array.get(i).longValue();
        }
        return read;
    }

    /** A field that holds texts by name. */
    Map<String, String> textsByName(String name) {
        StoredObject object = object(name);
        Map<String, String> read = new LinkedHashMap<>();
        object.node.fieldNames().forEachRemaining(key -> read.put(key, object.text(key)));
        return read;
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    boolean isArray(String name) {
        return node.path(name).isArray();
    }

    UnreadableJson damaged(String name, String expected, JsonNode found) {
        return new UnreadableJson("A stored %s is damaged: %s.%s should be %s, found %s"
                .formatted(root(), where, name, expected, brief(found)));
    }

    private JsonNode array(String name) {
        return expect(name, "an array", JsonNode::isArray);
    }

    private JsonNode expect(String name, String expected, Function<JsonNode, Boolean> is) {
        JsonNode field = node.path(name);
        if (!is.apply(field)) {
            throw damaged(name, expected, field);
        }
        return field;
    }

    private static JsonNode requireObject(JsonNode node, String where) {
        if (!node.isObject()) {
            throw new UnreadableJson(
                    "A stored document is damaged: %s should be an object, found %s".formatted(where, brief(node)));
        }
        return node;
    }

    private String root() {
        int end = where.indexOf('.');
        return end < 0 ? where : where.substring(0, end);
    }

    private static String brief(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.getNodeType().toString().toLowerCase(Locale.ROOT);
    }
}
