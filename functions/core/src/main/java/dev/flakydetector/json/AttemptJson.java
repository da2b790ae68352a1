package dev.flakydetector.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.TestId;
import java.io.IOException;
import java.util.TreeMap;
import java.util.function.Function;

/** A completed attempt's fields. */
final class AttemptJson {

    private static final String KIND = "kind";
    private static final String REPORTED = "reported";
    private static final String BUILD_BROKEN = "build_broken";
    private static final String OVERRAN = "overran";
    private static final String NO_REPORT = "no_report";

    private AttemptJson() {}

    static void write(JsonGenerator json, CompletedAttempt completed, TestRoster roster, TestRosterReference reference)
            throws IOException {
        write(json, completed.attempt());
        json.writeObjectFieldStart("result");
        writeResult(json, completed.result(), roster, reference);
        json.writeEndObject();
        DetectionJson.optional(json, "exit_code", completed.exitCode());
        json.writeStringField("stdout", completed.output().stdout());
        json.writeStringField("stderr", completed.output().stderr());
        json.writeBooleanField("truncated", completed.output().truncated());
        json.writeStringField("duration", completed.duration().toString());
        RequestJson.write(json, "environment", completed.environment());
        RequestJson.write(json, "remarks", completed.remarks());
    }

    static CompletedAttempt read(StoredObject stored, Function<String, TestRoster> rosters) {
        return new CompletedAttempt(
                readAttempt(stored),
                readResult(stored.object("result"), rosters),
                stored.optionalNumber("exit_code"),
                new CapturedOutput(stored.text("stdout"), stored.text("stderr"), stored.flag("truncated")),
                stored.duration("duration"),
                new TreeMap<>(stored.textsByName("environment")),
                stored.texts("remarks"));
    }

    static void write(JsonGenerator json, Attempt attempt) throws IOException {
        json.writeNumberField("number", attempt.number());
        json.writeNumberField("seed", attempt.seed().value());
        RequestJson.write(json, "variations", attempt.variations());
        RequestJson.write(
                json,
                "selected_tests",
                attempt.tests().stream().map(TestId::toString).toList());
    }

    static Attempt readAttempt(StoredObject stored) {
        return new Attempt(
                stored.number("number"),
                new Seed(stored.number("seed")),
                RequestJson.readVariations(stored, "variations"),
                stored.texts("selected_tests").stream().map(TestId::parse).toList());
    }

    private static void writeResult(
            JsonGenerator json, AttemptResult result, TestRoster roster, TestRosterReference reference)
            throws IOException {
        if (result instanceof AttemptResult.Reported reported) {
            json.writeStringField(KIND, REPORTED);
            OutcomesJson.write(json, reported.outcomes(), roster, reference);
        } else if (result instanceof AttemptResult.BuildBroken broken) {
            json.writeStringField(KIND, BUILD_BROKEN);
            json.writeStringField("log", broken.log());
        } else if (result instanceof AttemptResult.Overran overran) {
            json.writeStringField(KIND, OVERRAN);
            json.writeStringField("after", overran.after().toString());
        } else if (result instanceof AttemptResult.NoReport none) {
            json.writeStringField(KIND, NO_REPORT);
            json.writeNumberField("exit_code", none.exitCode());
            json.writeStringField("reason", none.reason());
        } else {
            throw new IllegalStateException("Unknown kind of result: " + result.getClass());
        }
    }

    private static AttemptResult readResult(StoredObject stored, Function<String, TestRoster> rosters) {
        String kind = stored.text(KIND);
        return switch (kind) {
            case REPORTED -> new AttemptResult.Reported(OutcomesJson.read(stored, rosters));
            case BUILD_BROKEN -> new AttemptResult.BuildBroken(stored.text("log"));
            case OVERRAN -> new AttemptResult.Overran(stored.duration("after"));
            case NO_REPORT -> new AttemptResult.NoReport(stored.number("exit_code"), stored.text("reason"));
            default -> throw new IllegalArgumentException("there is no result of kind '%s'".formatted(kind));
        };
    }
}
