package dev.flakydetector.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the API answered. */
record ApiAnswer(int status, String body) {

    private static final int MOST_PROBLEMS = 50;
    private static final int LONGEST = 500;
    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    boolean isSuccess() {
        return status >= OK && status < REDIRECT;
    }

    /** Missing when it is no JSON. */
    JsonNode json() {
        try {
            JsonNode node = MAPPER.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Everything that is wrong, in the API's words; empty where it said nothing. */
    List<String> problems() {
        JsonNode problem = json();
        List<String> messages = new ArrayList<>();
        for (JsonNode each : problem.path("problems")) {
            if (messages.size() < MOST_PROBLEMS) {
                messages.add(shortened(
                        each.path("field").asText() + ": " + each.path("detail").asText()));
            }
        }
        if (messages.isEmpty()) {
            // API Gateway itself knows no problem documents; its authorizer writes the word in capitals.
            Optional.ofNullable(problem.path("detail")
                            .asText(problem.path("message")
                                    .asText(problem.path("Message").asText(null))))
                    .map(ApiAnswer::shortened)
                    .ifPresent(messages::add);
        }
        return messages;
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
