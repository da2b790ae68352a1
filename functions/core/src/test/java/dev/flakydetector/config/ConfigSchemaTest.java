package dev.flakydetector.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.StopRule;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The schema that editors use says what the reader does. */
class ConfigSchemaTest {

    private static final JsonNode SCHEMA = schema();

    private static JsonNode schema() {
        try (InputStream in = ConfigFile.class.getResourceAsStream("config.schema.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theReaderTakesEveryDefault() {
        SCHEMA.path("properties").properties().forEach(key -> {
            JsonNode value = key.getValue().path("default");
            if (!value.isMissingNode()) {
                ConfigResult result = ConfigFile.parse(key.getKey() + ": " + value, "config");

                assertThat(result.problems()).as(key.getKey()).isEmpty();
            }
        });
    }

    @Test
    void bothKnowTheSameKeys() {
        List<String> described = new ArrayList<>();
        SCHEMA.path("properties").fieldNames().forEachRemaining(described::add);

        assertThat(described).containsExactlyInAnyOrderElementsOf(ConfigFile.keys());
    }

    @Test
    void boundsAreThoseOfTheReader() {
        SCHEMA.path("properties").properties().forEach(key -> {
            for (Map.Entry<String, Integer> bound :
                    Map.of("minimum", -1, "maximum", 1).entrySet()) {
                JsonNode limit = key.getValue().path(bound.getKey());
                if (limit.isInt()) {
                    assertThat(problems(key.getKey(), limit.intValue()))
                            .as(key.getKey())
                            .isEmpty();
                    assertThat(problems(key.getKey(), limit.intValue() + bound.getValue()))
                            .as(key.getKey() + " beyond its " + bound.getKey())
                            .hasSize(1);
                }
            }
        });
    }

    private static List<String> problems(String key, int value) {
        return ConfigFile.parse(key + ": " + value, "config").problems();
    }

    @Test
    void wordsAreThoseOfTheReader() {
        assertThat(words("framework"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Framework.values()).map(Framework::token).toList());
        assertThat(words("until"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(StopRule.values()).map(StopRule::token).toList());
    }

    private static List<String> words(String key) {
        return StreamSupport.stream(
                        SCHEMA.path("properties").path(key).path("enum").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
