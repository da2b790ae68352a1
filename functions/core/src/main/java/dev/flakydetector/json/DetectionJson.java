package dev.flakydetector.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Revision;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.Verdict;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/** A detection's fields. */
final class DetectionJson {

    private DetectionJson() {}

    static void write(JsonGenerator json, Detection detection) throws IOException {
        json.writeStringField("id", detection.id());
        json.writeObjectFieldStart("request");
        RequestJson.write(json, detection.request());
        json.writeEndObject();
        json.writeStringField("status", detection.status().name());
        if (detection.revision().isPresent()) {
            write(json, detection.revision().get());
        }
        optional(json, "framework", detection.framework().map(Framework::token));
        if (detection.testCommand().isPresent()) {
            RequestJson.write(json, detection.testCommand().get());
        }
        JudgedTestJson.write(json, "command", detection.command());
        json.writeStringField("verdict", detection.verdict().name());
        json.writeStringField("severity", detection.severity().name());
        json.writeArrayFieldStart("tests");
        for (JudgedTest test : detection.tests()) {
            JudgedTestJson.write(json, test);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("problems");
        for (Problem problem : detection.problems()) {
            write(json, problem);
        }
        json.writeEndArray();
        json.writeNumberField("attempts_run", detection.attemptsRun());
        json.writeNumberField("attempts_saved", detection.attemptsSaved());
        json.writeStringField("started_at", detection.startedAt().toString());
        json.writeStringField("duration", detection.duration().toString());
        InsightJson.write(json, detection.insight());
    }

    static Detection read(StoredObject stored) {
        return new Detection(
                stored.text("id"),
                RequestJson.read(stored.object("request")),
                stored.constant("status", DetectionStatus.class),
                stored.optionalObject("revision").map(DetectionJson::readRevision),
                RequestJson.readFramework(stored),
                RequestJson.readCommand(stored),
                JudgedTestJson.readRate(stored.object("command")),
                stored.constant("verdict", Verdict.class),
                stored.constant("severity", Severity.class),
                stored.objects("tests", JudgedTestJson::read),
                stored.objects("problems", DetectionJson::readProblem),
                stored.number("attempts_run"),
                stored.number("attempts_saved"),
                stored.instant("started_at"),
                stored.duration("duration"),
                InsightJson.read(stored));
    }

    private static void write(JsonGenerator json, Revision revision) throws IOException {
        json.writeObjectFieldStart("revision");
        json.writeStringField("repository", revision.repository());
        optional(json, "commit", revision.commit());
        json.writeStringField("digest", revision.digest());
        json.writeBooleanField("modified", revision.modified());
        optional(json, "branch", revision.branch());
        json.writeEndObject();
    }

    private static Revision readRevision(StoredObject stored) {
        return new Revision(
                stored.text("repository"),
                stored.optionalText("commit"),
                stored.text("digest"),
                stored.flag("modified"),
                stored.optionalText("branch"));
    }

    static void write(JsonGenerator json, Problem problem) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", problem.kind().name());
        optional(json, "attempt", problem.attempt());
        json.writeStringField("message", problem.message());
        json.writeEndObject();
    }

    static Problem readProblem(StoredObject stored) {
        return new Problem(
                stored.constant("kind", Problem.Kind.class), stored.optionalNumber("attempt"), stored.text("message"));
    }

    static void optional(JsonGenerator json, String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            json.writeStringField(name, text.get());
        }
    }

    static void optional(JsonGenerator json, String name, OptionalInt number) throws IOException {
        if (number.isPresent()) {
            json.writeNumberField(name, number.getAsInt());
        }
    }
}
