package dev.flakydetector.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;
import java.util.Optional;

/** A detection as JSON; {@code detection.schema.json} beside this class describes it. Attempts are streamed. */
public final class JsonReport {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;
    private final Detection detection;

    private JsonReport(JsonGenerator json, Detection detection) {
        this.json = json;
        this.detection = detection;
    }

    /** Writes the report and a line end; the writer stays open. */
    public static void write(Detection detection, AttemptSource attempts, Writer to) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(to).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            new JsonReport(json, detection).write(attempts);
        }
        to.write('\n');
        to.flush();
    }

    private void write(AttemptSource attempts) throws IOException {
        json.writeStartObject();
        writeHead();
        json.writeArrayFieldStart("tests");
        for (JudgedTest test : detection.tests()) {
            writeTest(test);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("results");
        attempts.forEach(this::writeAttempt);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeHead() throws IOException {
        FlakeRate command = detection.command();
        json.writeStringField("detection_id", detection.id());
        json.writeStringField("status", detection.status().name());
        json.writeStringField("repo", detection.request().repository());
        writeText("commit", detection.revision().flatMap(revision -> revision.commit()));
        json.writeBooleanField(
                "modified",
                detection.revision().map(revision -> revision.modified()).orElse(false));
        writeText("framework", detection.framework().map(framework -> framework.token()));
        writeText("test_command", detection.testCommand().map(words -> Secrets.mask(words.toString())));
        json.writeNumberField("seed", detection.request().seed().value());
        json.writeNumberField("parallelism", detection.request().parallelism());
        json.writeNumberField("total_runs", detection.attemptsRun());
        json.writeNumberField("runs_requested", detection.request().runs());
        json.writeNumberField("runs_saved", detection.attemptsSaved());
        json.writeNumberField("counted_runs", command.runs());
        json.writeNumberField("failures", command.failures());
        json.writeNumberField("repro_rate", command.value());
        writeInterval(command.interval());
        json.writeStringField("verdict", detection.verdict().name());
        json.writeStringField("severity", detection.severity().name());
        json.writeStringField("started_at", detection.startedAt().toString());
        json.writeNumberField("duration_ms", detection.duration().toMillis());
        json.writeArrayFieldStart("problems");
        for (Problem problem : detection.problems()) {
            json.writeStartObject();
            json.writeStringField("kind", problem.kind().name());
            if (problem.attempt().isPresent()) {
                json.writeNumberField("attempt", problem.attempt().getAsInt());
            }
            json.writeStringField("message", Secrets.mask(problem.message()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeText(String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            json.writeStringField(name, text.get());
        } else {
            json.writeNullField(name);
        }
    }

    private void writeInterval(Interval interval) throws IOException {
        json.writeArrayFieldStart("interval");
        json.writeNumber(interval.lo());
        json.writeNumber(interval.hi());
        json.writeEndArray();
    }

    private void writeTest(JudgedTest test) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", test.id().toString());
        json.writeStringField("suite", test.id().suite());
        json.writeStringField("name", test.id().name());
        writeRate(test.rate());
        json.writeNumberField("skipped", test.skipped());
        json.writeStringField("verdict", test.verdict().name());
        json.writeStringField("severity", test.severity().name());
        json.writeBooleanField("ignored", test.ignored());
        writeNested("control", test.control());
        writeNested("varied", test.varied());
        if (test.onlyWhen().isPresent()) {
            json.writeStringField("only_when", test.onlyWhen().get());
        }
        json.writeArrayFieldStart("failing_seeds");
        for (JudgedTest.FailingAttempt failing : test.failingAttempts()) {
            json.writeNumber(failing.seed().value());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("failing_attempts");
        for (JudgedTest.FailingAttempt failing : test.failingAttempts()) {
            json.writeNumber(failing.number());
        }
        json.writeEndArray();
        writeText("replay", ReplayCommandLine.of(detection, test));
        if (test.exemplar().isPresent()) {
            writeFailure(test.exemplar().get());
        }
        json.writeEndObject();
    }

    private void writeNested(String name, FlakeRate rate) throws IOException {
        json.writeObjectFieldStart(name);
        writeRate(rate);
        json.writeEndObject();
    }

    private void writeRate(FlakeRate rate) throws IOException {
        json.writeNumberField("runs", rate.runs());
        json.writeNumberField("failures", rate.failures());
        json.writeNumberField("rate", rate.value());
        writeInterval(rate.interval());
    }

    private void writeFailure(Failure failure) throws IOException {
        json.writeObjectFieldStart("failure");
        json.writeStringField("type", failure.type());
        json.writeStringField("message", Secrets.mask(cut(failure.message())));
        json.writeStringField("detail", Secrets.mask(failure.detail()));
        json.writeEndObject();
    }

    private String cut(String message) {
        int most = detection.request().report().maxErrorLength();
        return message.length() <= most ? message : message.substring(0, most) + "…";
    }

    private void writeAttempt(CompletedAttempt attempt) {
        try {
            json.writeStartObject();
            json.writeNumberField("attempt", attempt.attempt().number());
            if (attempt.exitCode().isPresent()) {
                json.writeNumberField("exit_code", attempt.exitCode().getAsInt());
            } else {
                json.writeNullField("exit_code");
            }
            json.writeBooleanField("passed", attempt.passed());
            json.writeNumberField("seed", attempt.attempt().seed().value());
            json.writeStringField("variation", attempt.attempt().variationText());
            json.writeNumberField("duration_ms", attempt.duration().toMillis());
            json.writeObjectFieldStart("environment");
            for (Map.Entry<String, String> variable : attempt.environment().entrySet()) {
                json.writeStringField(variable.getKey(), variable.getValue());
            }
            json.writeEndObject();
            if (attempt.result().trouble().isPresent()) {
                json.writeStringField(
                        "problem", Secrets.mask(attempt.result().trouble().get()));
            }
            json.writeStringField("stdout", Secrets.mask(attempt.output().stdout()));
            json.writeStringField("stderr", Secrets.mask(attempt.output().stderr()));
            json.writeBooleanField("truncated", attempt.output().truncated());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the report", e);
        }
    }
}
