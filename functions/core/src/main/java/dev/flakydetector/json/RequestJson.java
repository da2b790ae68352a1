package dev.flakydetector.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.DetectionRequest.ReportPolicy;
import dev.flakydetector.domain.DetectionRequest.SetupPolicy;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeedRange;
import dev.flakydetector.domain.SeverityThresholds;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A request's fields. */
final class RequestJson {

    private RequestJson() {}

    static void write(JsonGenerator json, DetectionRequest request) throws IOException {
        json.writeStringField("repository", request.repository());
        DetectionJson.optional(json, "ref", request.ref());
        if (request.testCommand().isPresent()) {
            write(json, request.testCommand().get());
        }
        DetectionJson.optional(json, "framework", request.framework().map(Framework::token));
        json.writeNumberField("runs", request.runs());
        json.writeNumberField("parallelism", request.parallelism());
        json.writeNumberField("seed", request.seed().value());
        json.writeNumberField("seed_min", request.seedRange().min());
        json.writeNumberField("seed_max", request.seedRange().max());
        json.writeStringField("timeout", request.timeout().toString());
        json.writeStringField("until", request.until().token());
        write(json, "vary", request.vary());
        write(json, request.report());
        json.writeObjectFieldStart("setup");
        json.writeBooleanField("install_dependencies", request.setup().installDependencies());
        json.writeStringField(
                "install_timeout", request.setup().installTimeout().toString());
        json.writeBooleanField("keep_workspaces", request.setup().keepWorkspaces());
        json.writeEndObject();
    }

    static DetectionRequest read(StoredObject stored) {
        return new DetectionRequest(
                stored.text("repository"),
                stored.optionalText("ref"),
                readCommand(stored),
                readFramework(stored),
                stored.number("runs"),
                stored.number("parallelism"),
                new Seed(stored.number("seed")),
                new SeedRange(stored.number("seed_min"), stored.number("seed_max")),
                stored.duration("timeout"),
                stored.token("until", StopRule::ofToken),
                readVariations(stored, "vary"),
                readReport(stored.object("report")),
                readSetup(stored.object("setup")));
    }

    private static void write(JsonGenerator json, ReportPolicy report) throws IOException {
        SeverityThresholds thresholds = report.thresholds();
        json.writeObjectFieldStart("report");
        json.writeNumberField("critical", thresholds.critical());
        json.writeNumberField("high", thresholds.high());
        json.writeNumberField("medium", thresholds.medium());
        json.writeNumberField("low", thresholds.low());
        write(json, "ignore_patterns", report.ignorePatterns());
        json.writeBooleanField("save_full_output", report.saveFullOutput());
        json.writeNumberField("max_error_length", report.maxErrorLength());
        json.writeEndObject();
    }

    private static ReportPolicy readReport(StoredObject stored) {
        return new ReportPolicy(
                new SeverityThresholds(
                        stored.fraction("critical"),
                        stored.fraction("high"),
                        stored.fraction("medium"),
                        stored.fraction("low")),
                stored.texts("ignore_patterns"),
                stored.flag("save_full_output"),
                stored.number("max_error_length"));
    }

    private static SetupPolicy readSetup(StoredObject stored) {
        return new SetupPolicy(
                stored.flag("install_dependencies"),
                stored.duration("install_timeout"),
                stored.flag("keep_workspaces"));
    }

    static void write(JsonGenerator json, TestCommand command) throws IOException {
        json.writeObjectFieldStart("test_command");
        write(json, "environment", command.environment());
        write(json, "words", command.words());
        json.writeEndObject();
    }

    static Optional<TestCommand> readCommand(StoredObject stored) {
        return stored.optionalObject("test_command")
                .map(command -> new TestCommand(command.textsByName("environment"), command.texts("words")));
    }

    static Optional<Framework> readFramework(StoredObject stored) {
        return stored.has("framework") ? Optional.of(stored.token("framework", Framework::ofToken)) : Optional.empty();
    }

    static void write(JsonGenerator json, String name, Set<Variation> variations) throws IOException {
        List<String> tokens = variations.stream().sorted().map(Variation::token).toList();
        write(json, name, tokens);
    }

    static Set<Variation> readVariations(StoredObject stored, String name) {
        return stored.texts(name).stream()
                .map(token -> Variation.ofToken(token)
                        .orElseThrow(() -> new IllegalArgumentException("There is no variation '" + token + "'")))
                .collect(Collectors.toSet());
    }

    static void write(JsonGenerator json, String name, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    static void write(JsonGenerator json, String name, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }
}
