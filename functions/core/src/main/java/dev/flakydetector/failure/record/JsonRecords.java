package dev.flakydetector.failure.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.flakydetector.failure.record.RecordParser.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Reads the records of one JSON file or of JSON lines. */
final class JsonRecords {

    /** Up to here a log stays whole; of longer ones the same again is kept of their end and of their errors. */
    private static final int WHOLE_LOG = 1 << 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxStringLength(16 << 20)
                    .build())
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final Collected collected;

    JsonRecords(Collected collected) {
        this.collected = collected;
    }

    /** A record on every line; a broken line spoils no other. */
    void readLines(InputStream in, String file) throws IOException {
        LineReader lines = new LineReader(text(in));
        while (lines.nextLine()) {
            try (JsonParser json = JSON.createParser(new LongStrings(lines, WHOLE_LOG))) {
                JsonToken token = json.nextToken();
                if (token == JsonToken.START_OBJECT) {
                    record(json, file, lines.line(), file + ":" + lines.line());
                } else if (token != null) {
                    collected.problem(file, lines.line(), "a record is a JSON object, this line holds none");
                }
            } catch (JsonProcessingException e) {
                collected.problem(file, lines.line(), notJson(e));
            }
        }
    }

    /** One record, a list of records, or several after one another. */
    void readWhole(InputStream in, String file) throws IOException {
        try (JsonParser json = JSON.createParser(new LongStrings(text(in), WHOLE_LOG))) {
            int count = 0;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    long line = json.currentTokenLocation().getLineNr();
                    record(json, file, line, count++ == 0 ? file : file + "#" + count);
                } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
                    long line = json.currentTokenLocation().getLineNr();
                    collected.problem(file, line, "a record is a JSON object, found " + token.asString());
                }
            }
            if (count == 0) {
                collected.problem(file, 0, "it holds no record");
            }
        } catch (JsonProcessingException e) {
            collected.problem(
                    file,
                    Math.max(0, e.getLocation() == null ? 0 : e.getLocation().getLineNr()),
                    notJson(e));
        }
    }

    private static Reader text(InputStream in) throws IOException {
        PushbackReader reader = new PushbackReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1);
        int first = reader.read();
        if (first >= 0 && first != 0xFEFF) {
            reader.unread(first);
        }
        return reader;
    }

    private void record(JsonParser json, String file, long line, String idWhereNoneIsGiven) throws IOException {
        Parsed parsed = RecordParser.parse(json, idWhereNoneIsGiven);
        parsed.problems().forEach(problem -> collected.problem(file, line, problem));
        if (parsed.otherStatus()) {
            collected.other();
        }
        parsed.failure().ifPresent(failure -> collected.failure(failure, file, line));
    }

    private static String notJson(JsonProcessingException e) {
        String reason = e.getOriginalMessage().lines().findFirst().orElse("");
        return "not JSON, left out: " + (reason.length() > 160 ? reason.substring(0, 160) + "…" : reason);
    }
}
