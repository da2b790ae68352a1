package dev.flakydetector.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Shard;
import dev.flakydetector.domain.ShardResult;
import dev.flakydetector.domain.TestId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.Function;

/**
 * Detections, attempts and rosters as the stores keep them, each with the number of the schema it was written in. An
 * attempt carries its tests' ids, or names the {@link TestRoster} that it shares with its siblings.
 */
public final class StoredJson {

    /** Moves when what is stored changes its meaning or its names. */
    public static final int SCHEMA = 1;

    private static final String SCHEMA_FIELD = "schema";
    /** For attempts that carry their tests' ids. */
    static final Function<String, TestRoster> NO_ROSTER = digest -> {
        throw new UnreadableJson("A stored attempt names roster %s, and came without it".formatted(digest));
    };

    private static final JsonMapper MAPPER = new JsonMapper();

    private StoredJson() {}

    public static String write(Detection detection) {
        return document(json -> DetectionJson.write(json, detection));
    }

    /** The attempt with its tests' ids, readable on its own. */
    public static String write(CompletedAttempt attempt) {
        TestRoster own = TestRoster.of(attempt.result().outcomes());
        return document(json -> AttemptJson.write(json, attempt, own, TestRosterReference.INLINE));
    }

    /**
     * The attempt with places in a roster instead of ids.
     *
     * @throws IllegalArgumentException when the roster lacks one of its tests
     */
    public static String write(CompletedAttempt attempt, TestRoster roster) {
        return document(json -> AttemptJson.write(json, attempt, roster, TestRosterReference.DIGEST));
    }

    public static String write(TestRoster roster) {
        return document(json -> {
            json.writeArrayFieldStart("tests");
            for (TestId test : roster.tests()) {
                json.writeString(test.toString());
            }
            json.writeEndArray();
        });
    }

    /**
     * Reads what {@link #write(Detection)} wrote.
     *
     * @throws UnreadableJson when it is damaged, or written by a newer version
     */
    public static Detection detection(String text) {
        return read("detection", text, DetectionJson::read);
    }

    /**
     * Reads what {@link #write(CompletedAttempt)} wrote.
     *
     * @throws UnreadableJson when it is damaged, or written by a newer version
     */
    public static CompletedAttempt attempt(String text) {
        return attempt(text, NO_ROSTER);
    }

    /**
     * Reads an attempt that may name a roster.
     *
     * @param rosters gives the roster of a digest
     * @throws UnreadableJson when it is damaged, or written by a newer version
     */
    public static CompletedAttempt attempt(String text, Function<String, TestRoster> rosters) {
        return read("attempt", text, stored -> AttemptJson.read(stored, rosters));
    }

    /**
     * Reads what {@link #write(TestRoster)} wrote.
     *
     * @throws UnreadableJson when it is damaged, or written by a newer version
     */
    public static TestRoster roster(String text) {
        return read(
                "roster",
                text,
                stored -> new TestRoster(
                        stored.texts("tests").stream().map(TestId::parse).toList()));
    }

    public static String write(Shard shard) {
        return document(json -> ShardJson.write(json, shard));
    }

    /**
     * Reads what {@link #write(Shard)} wrote.
     *
     * @throws UnreadableJson when it is damaged, or written by a newer version
     */
    public static Shard shard(String text) {
        return read("shard", text, ShardJson::readShard);
    }

    public static String write(ShardResult result) {
        return document(json -> ShardJson.write(json, result));
    }

    /**
     * Reads what {@link #write(ShardResult)} wrote, or what pretends to be that.
     *
     * @throws UnreadableJson when it is damaged, or written by a newer version
     */
    public static ShardResult shardResult(String text) {
        return read("shard result", text, ShardJson::readResult);
    }

    private static String document(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField(SCHEMA_FIELD, SCHEMA);
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return text.toString();
    }

    private static <T> T read(String what, String text, Function<StoredObject, T> reader) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            int schema = tree.path(SCHEMA_FIELD).asInt();
            if (schema > SCHEMA) {
                throw new UnreadableJson(
                        "A stored %s was written by a newer flaky-detector (schema %d, this one reads up to %d): use that version"
                                .formatted(what, schema, SCHEMA));
            }
            return reader.apply(StoredObject.root(tree, what));
        } catch (JsonProcessingException e) {
            throw new UnreadableJson("A stored %s is damaged: %s".formatted(what, e.getOriginalMessage()), e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UnreadableJson("A stored %s is damaged: %s".formatted(what, e.getMessage()), e);
        }
    }

    /** Writes the fields of a document. */
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }
}
