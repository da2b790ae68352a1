package dev.flakydetector.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A method and a path with what answers it.
 *
 * @param path such as {@code /detections/{id}}; a part in braces takes one percent-encoded segment
 */
record Route(String method, String path, Action action) {

    /** Answers a request whose path fitted. */
    interface Action {
        ApiAnswer answer(ApiRequest request, List<String> arguments);
    }

    /** What stands in the place of the parts in braces, decoded; empty when the path is another one. */
    Optional<List<String>> match(String found) {
        String[] pattern = path.split("/", -1);
        String[] segments = found.split("/", -1);
        if (pattern.length != segments.length) {
            return Optional.empty();
        }
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].startsWith("{")) {
                Optional<String> decoded = decode(segments[i]);
                if (decoded.isEmpty()) {
                    return Optional.empty();
                }
                arguments.add(decoded.get());
            } else if (!pattern[i].equals(segments[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(arguments);
    }

    /** In a path a plus is a plus. */
    private static Optional<String> decode(String segment) {
        if (segment.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
