package dev.flakydetector.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.handler.DetectionObjects.ClosedWave;
import dev.flakydetector.pipeline.PreparedFacts;
import dev.flakydetector.pipeline.WavePlan;
import dev.flakydetector.pipeline.WavePlan.PlannedShard;
import dev.flakydetector.pipeline.WaveReview;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Maps what the steps leave for each other between two calls to JSON and back. */
final class LedgerJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private LedgerJson() {}

    static byte[] write(PreparedFacts facts) {
        ObjectNode json = MAPPER.createObjectNode();
        facts.framework().ifPresent(framework -> json.put("framework", framework.token()));
        facts.command().ifPresent(command -> {
            ObjectNode node = json.putObject("test_command");
            ObjectNode environment = node.putObject("environment");
            command.environment().forEach(environment::put);
            command.words().forEach(node.putArray("words")::add);
        });
        ArrayNode vary = json.putArray("vary");
        facts.vary().stream().sorted().map(Variation::token).forEach(vary::add);
        problems(json.putArray("problems"), facts.problems());
        return bytes(json);
    }

    /** @throws IllegalArgumentException when it is something else; a worker may have written it */
    static PreparedFacts facts(byte[] bytes) {
        JsonNode json = tree(bytes);
        JsonNode command = json.path("test_command");
        return new PreparedFacts(
                json.path("framework").isTextual()
                        ? Framework.ofToken(json.path("framework").textValue())
                        : Optional.empty(),
                command.isObject() ? Optional.of(command(command)) : Optional.empty(),
                variations(json.path("vary")),
                problems(json.path("problems")));
    }

    private static Set<Variation> variations(JsonNode tokens) {
        Set<Variation> variations = EnumSet.noneOf(Variation.class);
        tokens.forEach(token -> Variation.ofToken(token.asText()).ifPresent(variations::add));
        return variations;
    }

    private static TestCommand command(JsonNode node) {
        Map<String, String> environment = new LinkedHashMap<>();
        node.path("environment")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asText()));
        List<String> words = new ArrayList<>();
        node.path("words").forEach(word -> words.add(word.asText()));
        return new TestCommand(environment, words);
    }

    static byte[] write(WavePlan plan) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("wave", plan.number());
        ArrayNode shards = json.putArray("shards");
        for (PlannedShard shard : plan.shards()) {
            ObjectNode node = shards.addObject().put("index", shard.index()).put("nonce", shard.nonce());
            shard.attempts().forEach(node.putArray("attempts")::add);
        }
        return bytes(json);
    }

    static WavePlan plan(byte[] bytes) {
        JsonNode json = tree(bytes);
        List<PlannedShard> shards = new ArrayList<>();
        for (JsonNode shard : json.path("shards")) {
            shards.add(new PlannedShard(
                    shard.path("index").intValue(), shard.path("nonce").textValue(), numbers(shard.path("attempts"))));
        }
        return new WavePlan(json.path("wave").intValue(), shards);
    }

    static byte[] write(ClosedWave wave) {
        WaveReview review = wave.review();
        ObjectNode json = MAPPER.createObjectNode();
        wave.counts().ifPresent(name -> json.put("counts", name));
        review.struck().forEach(json.putArray("struck")::add);
        problems(json.putArray("problems"), review.problems());
        review.obstacle().ifPresent(problem -> write(json.putObject("obstacle"), problem));
        return bytes(json);
    }

    static ClosedWave closed(byte[] bytes) {
        JsonNode json = tree(bytes);
        WaveReview review = new WaveReview(
                numbers(json.path("struck")),
                problems(json.path("problems")),
                json.path("obstacle").isObject() ? Optional.of(problem(json.path("obstacle"))) : Optional.empty());
        return new ClosedWave(review, Optional.ofNullable(json.path("counts").textValue()));
    }

    private static List<Integer> numbers(JsonNode array) {
        List<Integer> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.intValue()));
        return numbers;
    }

    private static void problems(ArrayNode array, List<Problem> problems) {
        problems.forEach(problem -> write(array.addObject(), problem));
    }

    private static void write(ObjectNode node, Problem problem) {
        node.put("kind", problem.kind().name());
        problem.attempt().ifPresent(number -> node.put("attempt", number));
        node.put("message", problem.message());
    }

    private static List<Problem> problems(JsonNode array) {
        List<Problem> problems = new ArrayList<>();
        array.forEach(node -> problems.add(problem(node)));
        return problems;
    }

    private static Problem problem(JsonNode node) {
        JsonNode attempt = node.path("attempt");
        return new Problem(
                Problem.Kind.valueOf(node.path("kind").asText()),
                attempt.isInt() ? OptionalInt.of(attempt.intValue()) : OptionalInt.empty(),
                node.path("message").asText());
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            return MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
