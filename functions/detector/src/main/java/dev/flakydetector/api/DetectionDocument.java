package dev.flakydetector.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.render.AttemptSource;
import dev.flakydetector.render.json.JsonReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A detection's JSON report within what one answer can carry: when the outputs of its attempts are too many, later ones
 * come without theirs, marked as truncated. Pages of attempts carry them all.
 */
final class DetectionDocument {

    /** Of outputs, in characters: a Lambda answers with 6 MB at the most, and a character can take six bytes of JSON. */
    private static final int MOST_OUTPUT = 500_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private DetectionDocument() {}

    static String of(Detection detection, AttemptSource attempts) {
        UnaryOperator<CompletedAttempt> bounded = new Budget()::spend;
        return write(detection, each -> attempts.forEach(attempt -> each.accept(bounded.apply(attempt))));
    }

    private static String write(Detection detection, AttemptSource attempts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JsonReport.write(detection, attempts, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The attempts of these numbers that there are, as the report has them. */
    static List<JsonNode> attempts(Detection detection, RunHistory history, int from, int count) {
        String report = write(detection, some(detection, history, from, count));
        List<JsonNode> attempts = new ArrayList<>();
        try {
            JSON.readTree(report).path("results").forEach(attempts::add);
        } catch (IOException e) {
            throw new UncheckedIOException("Our own report is no JSON", e);
        }
        return attempts;
    }

    static AttemptSource some(Detection detection, RunHistory history, int from, int count) {
        return each -> {
            for (int number = from; number < from + count; number++) {
                history.attempt(detection.id(), number).ifPresent(each);
            }
        };
    }

    private static final class Budget {

        private int left = MOST_OUTPUT;

        private CompletedAttempt spend(CompletedAttempt attempt) {
            CapturedOutput output = attempt.output();
            left -= output.stdout().length() + output.stderr().length();
            if (left >= 0) {
                return attempt;
            }
            return new CompletedAttempt(
                    attempt.attempt(),
                    attempt.result(),
                    attempt.exitCode(),
                    new CapturedOutput("", "", true),
                    attempt.duration(),
                    attempt.environment(),
                    attempt.remarks());
        }
    }
}
