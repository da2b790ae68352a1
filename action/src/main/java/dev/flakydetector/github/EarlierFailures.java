package dev.flakydetector.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.TestId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether the failed tests of a detection failed before this change, on other commits. Kept in a file beside the result;
 * the file may come from a job that ran a stranger's code, so it holds counts and days, and no words of its own.
 *
 * @param detections how many of other commits the memory holds, so that never to have failed in them says something
 * @param tests those that the memory was asked for
 */
public record EarlierFailures(int detections, SortedMap<TestId, Seen> tests) {

    /** Beside the result. */
    public static final String FILE = "earlier.json";

    public static final EarlierFailures NONE = new EarlierFailures(0, new TreeMap<>());

    private static final long MOST_BYTES = 4L << 20;
    private static final int MOST_TESTS = 1_000;
    private static final int MOST_COUNTED = 1_000_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * How one test did on other commits.
     *
     * @param commits on how many it failed
     * @param first the day of the earliest failure that is remembered; empty when there is none
     */
    public record Seen(int commits, Optional<LocalDate> first) {}

    public EarlierFailures {
        tests = Collections.unmodifiableSortedMap(new TreeMap<>(tests));
    }

    /** By test a phrase such as "failed on 3 earlier commits, at least since 2026-10-02"; none where nothing is known. */
    SortedMap<TestId, String> phrases() {
        SortedMap<TestId, String> phrases = new TreeMap<>();
        tests.forEach((id, seen) -> phrase(seen).ifPresent(phrase -> phrases.put(id, phrase)));
        return phrases;
    }

    private Optional<String> phrase(Seen seen) {
        if (seen.first().isPresent()) {
            return Optional.of("failed on %s, at least since %s"
                    .formatted(
                            many(seen.commits(), "earlier commit"), seen.first().get()));
        }
        return detections == 0
                ? Optional.empty()
                : Optional.of("new: not seen to fail in %s".formatted(many(detections, "earlier detection")));
    }

    private static String many(int count, String what) {
        return "%d %s%s".formatted(count, what, count == 1 ? "" : "s");
    }

    public void write(Path file) throws IOException {
        ObjectNode root = MAPPER.createObjectNode().put("earlier_detections", detections);
        ArrayNode array = root.putArray("failed_before");
        tests.forEach((id, seen) -> {
            ObjectNode test = array.addObject().put("id", id.toString()).put("commits", seen.commits());
            seen.first().ifPresent(day -> test.put("first", day.toString()));
        });
        MAPPER.writeValue(file.toFile(), root);
    }

    /** What the file says; empty when it is no such file. */
    public static Optional<EarlierFailures> read(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
            return Optional.empty();
        }
        try {
            return of(MAPPER.readTree(file.toFile()));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<EarlierFailures> of(JsonNode root) {
        JsonNode array = root.path("failed_before");
        if (!array.isArray() || array.size() > MOST_TESTS || !isCount(root.path("earlier_detections"))) {
            return Optional.empty();
        }
        SortedMap<TestId, Seen> tests = new TreeMap<>();
        for (JsonNode test : array) {
            if (!isCount(test.path("commits"))) {
                return Optional.empty();
            }
            tests.put(
                    TestId.parse(test.path("id").asText()),
                    new Seen(test.path("commits").asInt(), day(test.path("first"))));
        }
        return Optional.of(new EarlierFailures(root.path("earlier_detections").asInt(), tests));
    }

    private static Optional<LocalDate> day(JsonNode text) {
        return text.isMissingNode() ? Optional.empty() : Optional.of(LocalDate.parse(text.asText()));
    }

    private static boolean isCount(JsonNode node) {
        return node.isInt() && node.asInt() >= 0 && node.asInt() <= MOST_COUNTED;
    }
}
