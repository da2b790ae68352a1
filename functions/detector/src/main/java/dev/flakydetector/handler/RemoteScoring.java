package dev.flakydetector.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.api.Body;
import dev.flakydetector.api.Scoring;
import dev.flakydetector.remote.FunctionAnswers;
import dev.flakydetector.remote.FunctionAnswers.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scoring by the function that keeps the model. */
final class RemoteScoring implements Scoring {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final FunctionAnswers functions;
    private final String function;

    RemoteScoring(FunctionAnswers functions, String function) {
        this.functions = functions;
        this.function = function;
    }

    @Override
    public Reply predict(Body body) {
        return ask(event("predict").put("body", body.text()));
    }

    @Override
    public Reply explain(Body body) {
        return ask(event("explain").put("body", body.text()));
    }

    @Override
    public Reply schema() {
        return ask(event("schema"));
    }

    @Override
    public Optional<String> model() {
        return answer(event("model"))
                .map(answer -> answer.at("/answer/model_id"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }

    private static ObjectNode event(String action) {
        return MAPPER.createObjectNode().put("action", action);
    }

    private Reply ask(ObjectNode event) {
        return answer(event)
                .map(RemoteScoring::reply)
                .orElseGet(() -> new Reply.TooMuch("the request is larger than 6 MB: send the runs in parts"));
    }

    private Optional<JsonNode> answer(ObjectNode event) {
        Answer answer = functions.ask(function, event.toString());
        if (answer instanceof Answer.Given given) {
            try {
                return Optional.of(MAPPER.readTree(given.json()));
            } catch (IOException e) {
                throw new IllegalStateException("The function %s answered no JSON".formatted(function), e);
            }
        }
        return Optional.empty();
    }

    private static Reply reply(JsonNode answer) {
        if (answer.has("answer")) {
            return new Reply.Answered(answer.get("answer").toString());
        }
        if (answer.has("refused")) {
            List<String> problems = new ArrayList<>();
            answer.get("refused").forEach(problem -> problems.add(problem.asText()));
            return new Reply.Refused(problems);
        }
        if (answer.has("too_much")) {
            return new Reply.TooMuch(answer.get("too_much").asText());
        }
        if (answer.has("unavailable")) {
            return new Reply.Unavailable(
                    "there is no model yet: " + answer.get("unavailable").asText());
        }
        throw new IllegalStateException("The function that scores gave none of its answers");
    }
}
