package dev.flakydetector.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Errors as problem details for HTTP APIs (RFC 9457), each with everything that is wrong. */
final class Problems {

    private static final String CONTENT_TYPE = "application/problem+json";

    private Problems() {}

    static ApiAnswer of(int status, String detail) {
        return ApiAnswer.of(status, CONTENT_TYPE, ApiAnswer.text(head(status, detail)));
    }

    /** 400 when anything is malformed, else 422. */
    static ApiAnswer of(List<FieldProblem> problems) {
        int status = problems.stream().allMatch(FieldProblem::outOfBounds) ? 422 : 400;
        ObjectNode node = head(
                status,
                problems.size() == 1
                        ? problems.get(0).field() + ": " + problems.get(0).detail()
                        : "%d problems".formatted(problems.size()));
        ArrayNode list = node.putArray("problems");
        problems.forEach(
                problem -> list.addObject().put("field", problem.field()).put("detail", problem.detail()));
        return ApiAnswer.of(status, CONTENT_TYPE, ApiAnswer.text(node));
    }

    private static ObjectNode head(int status, String detail) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", title(status))
                .put("status", status)
                .put("detail", detail);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
