package dev.flakydetector.cloud;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.pipeline.RequestDraft;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A detection to ask for.
 *
 * @param body of {@code POST /detections}
 * @param key that makes asking again harmless: the same for the same question of the same attempt of a workflow run
 */
public record CloudRequest(String body, String key) {

    /**
     * Words it for the API.
     *
     * @param scope what the question is asked for, such as the run, its attempt and the step
     */
    public static CloudRequest of(RequestDraft draft, List<String> scope) {
        String body = json(draft).toString();
        return new CloudRequest(body, key(scope, body));
    }

    private static ObjectNode json(RequestDraft draft) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("repo", draft.repository());
        draft.ref().ifPresent(ref -> json.put("ref", ref));
        draft.testCommand().ifPresent(command -> json.put("test_command", command.toString()));
        draft.framework().ifPresent(framework -> json.put("framework", framework.token()));
        draft.runs().ifPresent(runs -> json.put("runs", runs));
        draft.parallelism().ifPresent(parallelism -> json.put("parallelism", parallelism));
        draft.seed().ifPresent(seed -> json.put("seed", seed.value()));
        draft.timeout().ifPresent(timeout -> json.put("timeout", timeout.toSeconds()));
        draft.until().ifPresent(until -> json.put("until", until.token()));
        draft.vary().ifPresent(vary -> tokens(vary).forEach(json.putArray("vary")::add));
        return json;
    }

    private static Set<String> tokens(Set<Variation> vary) {
        Set<String> tokens = new TreeSet<>();
        vary.forEach(variation -> tokens.add(variation.token()));
        return tokens;
    }

    private static String key(List<String> scope, String body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            scope.forEach(part -> digest.update((part + "\0").getBytes(StandardCharsets.UTF_8)));
            return "github-" + HexFormat.of().formatHex(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
