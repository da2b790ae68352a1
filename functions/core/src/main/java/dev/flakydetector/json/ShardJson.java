package dev.flakydetector.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Shard;
import dev.flakydetector.domain.ShardResult;
import java.io.IOException;

/** The fields of what goes to a worker and comes back. */
final class ShardJson {

    private static final String DETECTION_ID = "detection_id";
    private static final String INDEX = "index";
    private static final String ATTEMPTS = "attempts";

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
        json.writeArrayFieldStart(ATTEMPTS);
        for (CompletedAttempt attempt : result.attempts()) {
            json.writeStartObject();
            AttemptJson.write(json, attempt, TestRoster.of(attempt.result().outcomes()), TestRosterReference.INLINE);
            json.writeEndObject();
        }
        json.writeEndArray();
        if (result.obstacle().isPresent()) {
            json.writeFieldName(OBSTACLE);
            DetectionJson.write(json, result.obstacle().get());
        }
    }

    static ShardResult readResult(StoredObject stored) {
        return new ShardResult(
                stored.text(DETECTION_ID),
                stored.number(INDEX),
                stored.text("nonce"),
                stored.objects(ATTEMPTS, attempt -> AttemptJson.read(attempt, StoredJson.NO_ROSTER)),
                stored.optionalObject(OBSTACLE).map(DetectionJson::readProblem));
    }
}
