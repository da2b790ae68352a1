package dev.flakydetector.render.json;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.MaskedWords;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.render.AttemptSource;
import dev.flakydetector.render.ClusterIndex;
import dev.flakydetector.render.Replay;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A detection as JSON, for programs. The resource {@code detection.schema.json} beside this class describes it. Attempts
 * are written as they are handed over, so memory does not grow with their number.
 */
public final class JsonReport {

    private JsonReport() {}

    /** Writes the report of a stored detection in UTF-8 and leaves the stream open. */
    public static void write(Detection detection, AttemptSource attempts, OutputStream out) {
        write(detection, attempts, Replay.FROM_STORE, out);
    }

    /** Writes the report in UTF-8 and leaves the stream open. */
    public static void write(Detection detection, AttemptSource attempts, Replay replay, OutputStream out) {
        try (JsonOutput json = new JsonOutput(out)) {
            json.object(() -> {
                writeHead(json, detection);
                json.array("problems", () -> detection.problems().forEach(problem -> write(json, problem)));
                JsonTest tests = new JsonTest(json, detection, new ClusterIndex(detection.insight()), replay);
                new JsonInsight(json, tests::bounded).write(detection.insight());
                json.array("tests", () -> detection.tests().forEach(tests::write));
                JsonAttempt results = new JsonAttempt(
                        json, masked(attempts), detection.request().report().saveFullOutput());
                json.array("results", () -> attempts.forEach(results::write));
            });
        }
    }

    /** Read ahead, since what one attempt asks to be hidden may stand in the output of an earlier one. */
    private static MaskedWords masked(AttemptSource attempts) {
        Set<String> words = new LinkedHashSet<>();
        attempts.forEach(attempt -> words.addAll(attempt.maskedWords().words()));
        return new MaskedWords(List.copyOf(words));
    }

    private static void writeHead(JsonOutput json, Detection detection) {
        json.text("detection_id", detection.id());
        json.text("status", detection.status().name());
        json.text("verdict", detection.verdict().name());
        json.text("severity", detection.severity().name());
        writeRevision(json, detection);
        optional(json, "framework", detection.framework().map(Framework::token));
        optional(json, "test_command", detection.testCommand().map(TestCommand::toString));
        json.number("seed", detection.request().seed().value());
        json.names(
                "vary",
                detection.request().vary().stream()
                        .sorted()
                        .map(Variation::token)
                        .toList());
        json.text("until", detection.request().until().token());
        json.number("timeout_ms", detection.request().timeout().toMillis());
        json.number("parallelism", detection.request().parallelism());
        json.number("runs_requested", detection.request().runs());
        json.number("runs_saved", detection.attemptsSaved());
        json.number("total_runs", detection.attemptsRun());
        json.number("counted_runs", detection.command().runs());
        json.number("failures", detection.command().failures());
        json.rate("repro_rate", detection.command().value());
        json.interval(
                "interval",
                detection.command().interval().lo(),
                detection.command().interval().hi());
        json.text("started_at", detection.startedAt().toString());
        json.number("duration_ms", detection.duration().toMillis());
    }

    private static void writeRevision(JsonOutput json, Detection detection) {
        json.name("repo", detection.request().repository());
        optional(json, "commit", detection.revision().flatMap(r -> r.commit()));
        json.flag("modified", detection.revision().map(r -> r.modified()).orElse(false));
    }

    private static void optional(JsonOutput json, String name, Optional<String> value) {
        value.ifPresentOrElse(text -> json.text(name, text), () -> json.absent(name));
    }

    private static void write(JsonOutput json, Problem problem) {
        json.object(() -> {
            json.text("kind", problem.kind().name());
            problem.attempt().ifPresent(attempt -> json.number("attempt", attempt));
            json.text("message", problem.message());
        });
    }
}
