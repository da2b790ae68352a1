package dev.flakydetector.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** What the API answers. */
public record ApiAnswer(int status, Map<String, String> headers, String body) {

    static final String CONTENT_TYPE = "Content-Type";
    private static final String JSON = "application/json";
    private static final String HTML = "text/html; charset=utf-8";

    public ApiAnswer {
        headers = Map.copyOf(headers);
    }

    static ApiAnswer json(int status, JsonNode body) {
        return of(status, JSON, text(body));
    }

    static ApiAnswer json(int status, String body) {
        return of(status, JSON, body);
    }

    static ApiAnswer html(String page) {
        return of(200, HTML, page);
    }

    static ApiAnswer of(int status, String contentType, String body) {
        return new ApiAnswer(status, Map.of(CONTENT_TYPE, contentType), body);
    }

    static String text(JsonNode body) {
        return body.toPrettyString() + "\n";
    }

    ApiAnswer with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new ApiAnswer(status, more, body);
    }
}
