package dev.flakydetector.api;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One call of the API.
 *
 * @param path percent-encoded, without the query
 * @param query decoded
 * @param headers by their names in lower case
 */
public record ApiRequest(
        String method, String path, Map<String, String> query, Map<String, String> headers, Body body) {

    public ApiRequest {
        query = Map.copyOf(query);
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(lower);
    }

    public ApiRequest(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
        this(method, path, query, headers, Body.of(body));
    }

    public static ApiRequest of(String method, String path, Map<String, String> headers, String body) {
        return new ApiRequest(method, path, Map.of(), headers, body);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
    }
}
