package dev.flakydetector.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.JudgedTest.FailingAttempt;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Verdict;
import java.io.IOException;

/** A judged test's fields, its rates and its failure among them. */
final class JudgedTestJson {

    private JudgedTestJson() {}

    static void write(JsonGenerator json, JudgedTest test) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", test.id().toString());
        write(json, "rate", test.rate());
        write(json, "control", test.control());
        write(json, "varied", test.varied());
        json.writeNumberField("skipped", test.skipped());
        json.writeStringField("verdict", test.verdict().name());
        json.writeStringField("severity", test.severity().name());
        DetectionJson.optional(json, "only_when", test.onlyWhen());
        json.writeBooleanField("ignored", test.ignored());
        json.writeArrayFieldStart("failing_attempts");
        for (FailingAttempt failing : test.failingAttempts()) {
            json.writeStartObject();
            json.writeNumberField("number", failing.number());
            json.writeNumberField("seed", failing.seed().value());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (test.exemplar().isPresent()) {
            json.writeObjectFieldStart("exemplar");
            write(json, test.exemplar().get());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    static JudgedTest read(StoredObject stored) {
        return new JudgedTest(
                TestId.parse(stored.text("id")),
                readRate(stored.object("rate")),
                readRate(stored.object("control")),
                readRate(stored.object("varied")),
                stored.number("skipped"),
                stored.constant("verdict", Verdict.class),
                stored.constant("severity", Severity.class),
                stored.optionalText("only_when"),
                stored.flag("ignored"),
                stored.objects(
                        "failing_attempts",
                        failing -> new FailingAttempt(failing.number("number"), new Seed(failing.number("seed")))),
                stored.optionalObject("exemplar").map(JudgedTestJson::readFailure));
    }

    static void write(JsonGenerator json, String name, FlakeRate rate) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("failures", rate.failures());
        json.writeNumberField("runs", rate.runs());
        json.writeNumberField("lo", rate.interval().lo());
        json.writeNumberField("hi", rate.interval().hi());
        json.writeEndObject();
    }

    static FlakeRate readRate(StoredObject stored) {
        return new FlakeRate(
                stored.number("failures"),
                stored.number("runs"),
                new Interval(stored.fraction("lo"), stored.fraction("hi")));
    }

    /** Into an object that is open. */
    static void write(JsonGenerator json, Failure failure) throws IOException {
        json.writeStringField("type", failure.type());
        json.writeStringField("message", failure.message());
        json.writeStringField("detail", failure.detail());
    }

    static Failure readFailure(StoredObject stored) {
        return new Failure(stored.text("type"), stored.text("message"), stored.text("detail"));
    }
}
