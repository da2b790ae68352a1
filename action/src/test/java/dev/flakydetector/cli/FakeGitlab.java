package dev.flakydetector.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * GitLab's notes of merge request 7 of project 42, on loopback. As the real one it wants the token "secret", a body that is
 * text of at most a million characters, and a page's number and size; whatever else is asked for is not found.
 */
final class FakeGitlab implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NOTES = "/api/v4/projects/42/merge_requests/7/notes";
    private static final Pattern PAGE = Pattern.compile("(?:.*&)?per_page=100&(?:.*&)?page=(\\d+)");
    private static final int US = 5;
    private static final int LONGEST = 1_000_000;

    private final ArrayNode notes = MAPPER.createArrayNode();
    private final HttpServer server;

    private record Answer(int status, String json) {}

    private FakeGitlab(HttpServer server) {
        this.server = server;
    }

    static FakeGitlab start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        FakeGitlab gitlab = new FakeGitlab(server);
        server.createContext("/", gitlab::handle);
        server.start();
        return gitlab;
    }

    /** For CI_API_V4_URL. */
    String url() {
        return "http://127.0.0.1:%d/api/v4".formatted(server.getAddress().getPort());
    }

    JsonNode notes() {
        return notes;
    }

    /** A note of somebody else. */
    void addNote(String body) {
        note(1, body);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Answer answer = answer(exchange, body);
            byte[] bytes = answer.json().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer answer(HttpExchange exchange, String body) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String method = exchange.getRequestMethod();
        if (!"secret".equals(exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN"))) {
            return new Answer(403, "{\"message\":\"403 Forbidden\"}");
        } else if (method.equals("GET") && path.equals("/api/v4/user")) {
            return new Answer(200, "{\"id\": %d}".formatted(US));
        } else if (method.equals("GET") && path.equals(NOTES)) {
            return page(String.valueOf(exchange.getRequestURI().getQuery()));
        } else if (method.equals("POST") && path.equals(NOTES)) {
            return isNote(exchange, body)
                    ? new Answer(201, note(US, text(body)).toString())
                    : new Answer(400, "{\"error\":\"body is missing\"}");
        } else if (method.equals("PUT") && path.matches(NOTES + "/\\d+") && isNote(exchange, body)) {
            ObjectNode note = (ObjectNode) notes.path(Integer.parseInt(path.substring(NOTES.length() + 1)));
            return new Answer(200, note.put("body", text(body)).toString());
        }
        return new Answer(404, "{\"message\":\"404 Not found\"}");
    }

    private static boolean isNote(HttpExchange exchange, String body) throws IOException {
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        JsonNode text = MAPPER.readTree(body).path("body");
        return type.startsWith("application/json")
                && text.isTextual()
                && !text.asText().isBlank()
                && text.asText().length() <= LONGEST;
    }

    private static String text(String body) throws IOException {
        return MAPPER.readTree(body).path("body").asText();
    }

    private Answer page(String query) {
        var page = PAGE.matcher(query);
        if (!page.matches()) {
            return new Answer(400, "{\"error\":\"page is invalid\"}");
        }
        int number = Integer.parseInt(page.group(1));
        ArrayNode part = MAPPER.createArrayNode();
        for (int i = (number - 1) * 100; i < Math.min(notes.size(), number * 100); i++) {
            part.add(notes.path(i));
        }
        return new Answer(200, part.toString());
    }

    private ObjectNode note(int author, String body) {
        ObjectNode note = notes.addObject().put("id", notes.size() - 1).put("body", body);
        note.putObject("author").put("id", author);
        return note;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
