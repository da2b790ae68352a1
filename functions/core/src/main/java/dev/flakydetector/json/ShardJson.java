package dev.flakydetector.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Shard;
import dev.flakydetector.domain.ShardResult;
import dev.flakydetector.domain.TestId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The fields of what goes to a worker and comes back. */
final class ShardJson {

    private static final String DETECTION_ID = "detection_id";
    private static final String INDEX = "index";
    private static final String ATTEMPTS = "attempts";

    private static final String ROSTERS = "rosters";
    private static final String OBSTACLE = "obstacle";

    private ShardJson() {}

    static void write(JsonGenerator json, Shard shard) throws IOException {
        json.writeObjectFieldStart("detection");
        DetectionJson.write(json, shard.detection());
        json.writeEndObject();
        json.writeNumberField(INDEX, shard.index());
        json.writeArrayFieldStart(ATTEMPTS);
        for (Attempt attempt : shard.attempts()) {
            json.writeStartObject();
            AttemptJson.write(json, attempt);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static Shard readShard(StoredObject stored) {
        return new Shard(
                DetectionJson.read(stored.object("detection")),
                stored.number(INDEX),
                stored.objects(ATTEMPTS, AttemptJson::readAttempt));
    }

    static void write(JsonGenerator json, ShardResult result) throws IOException {
        json.writeStringField(DETECTION_ID, result.detectionId());
        json.writeNumberField(INDEX, result.index());
        json.writeStringField("nonce", result.nonce());
        List<TestRoster> rosters = rosters(result.attempts());
        json.writeArrayFieldStart(ROSTERS);
        for (TestRoster roster : new LinkedHashSet<>(rosters)) {
            json.writeStartArray();
            for (TestId test : roster.tests()) {
                json.writeString(test.toString());
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayFieldStart(ATTEMPTS);
        for (int i = 0; i < rosters.size(); i++) {
            json.writeStartObject();
            AttemptJson.write(json, result.attempts().get(i), rosters.get(i), TestRosterReference.DIGEST);
            json.writeEndObject();
        }
        json.writeEndArray();
        if (result.obstacle().isPresent()) {
            json.writeFieldName(OBSTACLE);
            DetectionJson.write(json, result.obstacle().get());
        }
    }

    /** Of each attempt the first attempt's, or one of its own where it ran other tests. */
    private static List<TestRoster> rosters(List<CompletedAttempt> attempts) {
        List<TestRoster> rosters = new ArrayList<>();
        TestRoster shared = TestRoster.of(List.of());
        for (CompletedAttempt attempt : attempts) {
            List<Outcome> outcomes = attempt.result().outcomes();
            if (!shared.covers(outcomes)) {
                shared = TestRoster.of(outcomes);
            }
            rosters.add(shared);
        }
        return rosters;
    }

    static ShardResult readResult(StoredObject stored) {
        Map<String, TestRoster> rosters = readRosters(stored);
        return new ShardResult(
                stored.text(DETECTION_ID),
                stored.number(INDEX),
                stored.text("nonce"),
                stored.objects(
                        ATTEMPTS,
                        attempt -> AttemptJson.read(attempt, digest -> {
                            TestRoster roster = rosters.get(digest);
                            return roster == null ? StoredJson.NO_ROSTER.apply(digest) : roster;
                        })),
                stored.optionalObject(OBSTACLE).map(DetectionJson::readProblem));
    }

    private static Map<String, TestRoster> readRosters(StoredObject stored) {
        Map<String, TestRoster> rosters = new HashMap<>();
        if (stored.has(ROSTERS)) {
            for (List<String> ids : stored.textLists(ROSTERS)) {
                TestRoster roster =
                        new TestRoster(ids.stream().map(TestId::parse).toList());
                rosters.put(roster.digest(), roster);
            }
        }
        return rosters;
    }
}
