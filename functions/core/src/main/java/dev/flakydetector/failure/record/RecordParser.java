package dev.flakydetector.failure.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one record from an open brace to its end. A field of a wrong type is a problem and otherwise left out. */
final class RecordParser {

    private static final Set<String> FAILED = Set.of("failure", "failed", "fail", "error", "errored", "timeout");

    private final List<String> problems = new ArrayList<>();
    private @Nullable String id;
    private @Nullable String status;
    private String test = "";
    private String context = "";
    private String revision = "";
    private String pull = "";
    private Optional<Instant> date = Optional.empty();
    private Optional<Boolean> merged = Optional.empty();
    private boolean known;
    private @Nullable String log;

    private RecordParser() {}

    /** What came of one record: a failure, or none where it is malformed or no failure. */
    record Parsed(Optional<FailureRecord> failure, boolean otherStatus, List<String> problems) {}

    /** Reads a record; the parser stands on its opening brace, and on its closing brace afterwards. */
    static Parsed parse(JsonParser json, String idWhereNoneIsGiven) throws IOException {
        RecordParser parser = new RecordParser();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            parser.field(name, json);
        }
        return parser.parsed(idWhereNoneIsGiven);
    }

    private void field(String name, JsonParser json) throws IOException {
        switch (name) {
            case "id" -> id = word(name, json);
            case "status" -> status = word(name, json);
            case "test" -> test = orEmpty(word(name, json));
            case "context" -> context = orEmpty(word(name, json));
            case "revision" -> revision = orEmpty(word(name, json));
            case "pull" -> pull = orEmpty(word(name, json));
            case "date" -> date = date(word(name, json));
            case "merged" -> merged = merged(json);
            case "tracker" -> known = !orEmpty(word(name, json)).isEmpty();
            case "log" -> log = log(json);
            default -> json.skipChildren();
        }
    }

    private @Nullable String word(String name, JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
            return json.getText().strip();
        }
        if (token != JsonToken.VALUE_NULL) {
            wrongType(name, "a text", json);
        }
        return null;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private Optional<Instant> date(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> parsed = Dates.parse(text);
        if (parsed.isEmpty()) {
            problems.add("'date' is no date that is known here, such as 2026-01-31T12:00:00Z: '%s'; kept without it"
                    .formatted(shortened(text)));
        }
        return parsed;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private Optional<Boolean> merged(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> Optional.of(true);
            case VALUE_FALSE -> Optional.of(false);
            case VALUE_NULL -> Optional.empty();
            default -> {
                wrongType("merged", "true or false", json);
                yield Optional.empty();
            }
        };
    }

    private @Nullable String log(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NULL -> "";
            default -> {
                wrongType("log", "a text", json);
                yield null;
            }
        };
    }

    private void wrongType(String name, String wanted, JsonParser json) throws IOException {
        problems.add("'%s' must be %s, found %s".formatted(name, wanted, nameOf(json.currentToken())));
        json.skipChildren();
    }

    private static String nameOf(JsonToken token) {
        return switch (token) {
            case START_ARRAY -> "a list";
            case START_OBJECT -> "an object";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_STRING -> "a text";
            case VALUE_NULL -> "null";
            default -> "a number";
        };
    }

    private Parsed parsed(String idWhereNoneIsGiven) {
        if (status != null && !FAILED.contains(status.toLowerCase(Locale.ROOT))) {
            return new Parsed(Optional.empty(), true, problems);
        }
        if (log == null) {
            problems.add("no usable 'log': the record was left out");
            return new Parsed(Optional.empty(), false, problems);
        }
        if (log.isBlank()) {
            problems.add("the log is empty: kept, but it looks like no other failure");
        } else if (isBinary(log)) {
            problems.add("the log is binary: kept, with what can be read of it");
        }
        String name = id == null || id.isEmpty() ? idWhereNoneIsGiven : id;
        Optional<Boolean> falseAlarm = known ? Optional.of(true) : merged;
        return new Parsed(
                Optional.of(new FailureRecord(name, test, context, revision, pull, date, falseAlarm, log)),
                false,
                problems);
    }

    private static boolean isBinary(String log) {
        int looked = Math.min(log.length(), 4_096);
        long odd = log.chars()
                .limit(looked)
                .filter(c -> c == 0xFFFD || (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != 0x1B && c != '\b'))
                .count();
        return odd * 10 > looked;
    }
}
