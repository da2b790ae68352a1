package dev.flakydetector.json;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;

/**
 * Detections and attempts as the stores keep them. The names of the domain's fields are the names in the store, so a
 * renamed field needs a new {@link #SCHEMA}.
 */
public final class StoredJson {

    /** Moves when what is stored changes its meaning or its names. */
    public static final int SCHEMA = 1;

    private static final String SCHEMA_FIELD = "schema";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(AttemptResult.class, ByKind.class)
            // Questions such as isReported() are answered by the fields.
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .build();

    private StoredJson() {}

    public static String write(Detection detection) {
        return text(detection);
    }

    public static String write(CompletedAttempt attempt) {
        return text(attempt);
    }

    /**
     * Reads what {@link #write(Detection)} wrote.
     *
     * @throws UnreadableJson when it is damaged, or written by a newer version
     */
    public static Detection detection(String text) {
        return read(text, Detection.class);
    }

    /**
     * Reads what {@link #write(CompletedAttempt)} wrote.
     *
     * @throws UnreadableJson when it is damaged, or written by a newer version
     */
    public static CompletedAttempt attempt(String text) {
        return read(text, CompletedAttempt.class);
    }

    private static String text(Object value) {
        ObjectNode tree = MAPPER.valueToTree(value);
        tree.put(SCHEMA_FIELD, SCHEMA);
        return tree.toString();
    }

    private static <T> T read(String text, Class<T> type) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            int schema = tree.path(SCHEMA_FIELD).asInt();
            if (schema > SCHEMA) {
                throw new UnreadableJson(
                        "It was stored by a newer flaky-detector (schema %d, this one reads up to %d): use that version"
                                .formatted(schema, SCHEMA));
            }
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new UnreadableJson(
                    "A stored %s is damaged: %s".formatted(type.getSimpleName(), e.getOriginalMessage()), e);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = AttemptResult.Reported.class, name = "reported"),
        @JsonSubTypes.Type(value = AttemptResult.BuildBroken.class, name = "build_broken"),
        @JsonSubTypes.Type(value = AttemptResult.Overran.class, name = "overran"),
        @JsonSubTypes.Type(value = AttemptResult.NoReport.class, name = "no_report")
    })
    private interface ByKind {}
}
