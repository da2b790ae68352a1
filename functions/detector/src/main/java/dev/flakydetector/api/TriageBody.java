package dev.flakydetector.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flakydetector.failure.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The body of {@code POST /triage}: one failure, or an object with a list of them.
 *
 * @param threshold the chance of a false alarm from which on a flake is likely
 */
record TriageBody(List<Failure> failures, boolean isList, double threshold) {

    static final String LIST = "failures";
    static final int MOST_FAILURES = 100;

    private static final int LONGEST_LOG = 2 << 20;
    private static final int LONGEST_NAME = 1_000;

    TriageBody {
        failures = List.copyOf(failures);
    }

    /** A failure to be placed; its test and context are in the log already, where they tell something. */
    record Failure(String id, String log) {}

    /** Reads all that can be read, and adds to the problems what cannot. */
    static TriageBody of(JsonNode node, List<FieldProblem> problems) {
        if (!node.isObject()) {
            problems.add(FieldProblem.malformed(
                    "body", "must be an object with a 'log', or one with a list 'failures' of such"));
            return new TriageBody(List.of(), false, Decision.THRESHOLD);
        }
        BodyFields fields = new BodyFields(node);
        double threshold = fields.share("threshold").orElse(Decision.THRESHOLD);
        boolean isList = node.has(LIST);
        List<Failure> failures = isList ? list(fields, problems) : List.of(failure(fields, "1"));
        problems.addAll(fields.problems());
        return new TriageBody(failures, isList, threshold);
    }

    private static List<Failure> list(BodyFields fields, List<FieldProblem> problems) {
        List<Failure> failures = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        List<JsonNode> nodes = fields.list(LIST);
        for (int i = 0; i < nodes.size(); i++) {
            String place = "%s[%d]".formatted(LIST, i);
            if (!nodes.get(i).isObject()) {
                problems.add(FieldProblem.malformed(place, "must be an object with a 'log'"));
                continue;
            }
            String path = place + ".";
            BodyFields one = new BodyFields(nodes.get(i));
            Failure failure = failure(one, String.valueOf(i + 1));
            Integer earlier = places.putIfAbsent(failure.id(), i);
            if (earlier != null) {
                problems.add(FieldProblem.malformed(
                        path + "id", "is the id of failures[%d] too: give each its own".formatted(earlier)));
            }
            one.problems().forEach(problem -> problems.add(problem.within(path)));
            failures.add(failure);
        }
        return failures;
    }

    private static Failure failure(BodyFields fields, String idWhereNoneIsGiven) {
        String id = fields.text("id", LONGEST_NAME).orElse(idWhereNoneIsGiven);
        fields.text("test", LONGEST_NAME);
        fields.text("context", LONGEST_NAME);
        return new Failure(id, fields.requiredText("log", LONGEST_LOG));
    }
}
