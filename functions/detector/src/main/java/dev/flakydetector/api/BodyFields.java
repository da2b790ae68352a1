package dev.flakydetector.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Takes typed values out of a JSON object and gathers everything that is wrong with it. */
final class BodyFields {

    private static final int MOST_SHOWN = 80;

    private final JsonNode object;
    private final Set<String> known = new TreeSet<>();
    private final List<FieldProblem> problems = new ArrayList<>();

    BodyFields(JsonNode object) {
        this.object = object;
    }

    void problem(FieldProblem problem) {
        problems.add(problem);
    }

    /** A text; empty when it is missing, null, or no text and now a problem. */
    Optional<String> text(String field) {
        return node(field).flatMap(node -> {
            if (!node.isTextual()) {
                wrongType(field, "a text", node);
                return Optional.empty();
            }
            return Optional.of(node.textValue());
        });
    }

    Optional<String> text(String field, int longest) {
        return text(field).filter(text -> {
            if (text.length() > longest) {
                problems.add(FieldProblem.outOfBounds(
                        field, "may have %d characters, found %d".formatted(longest, text.length())));
            }
            return text.length() <= longest;
        });
    }

    /** A text that must be there; empty, and a problem, when it is not. */
    String requiredText(String field, int longest) {
        if (node(field).isEmpty()) {
            problems.add(FieldProblem.malformed(field, "is missing"));
        }
        return text(field, longest).orElse("");
    }

    /** A number from 0 to 1. */
    Optional<Double> share(String field) {
        return node(field).flatMap(node -> {
            if (!node.isNumber()) {
                wrongType(field, "a number", node);
                return Optional.empty();
            }
            if (!(node.doubleValue() >= 0 && node.doubleValue() <= 1)) {
                problems.add(FieldProblem.outOfBounds(field, "must be from 0 to 1, found %s".formatted(shown(node))));
                return Optional.empty();
            }
            return Optional.of(node.doubleValue());
        });
    }

    /** A list that holds something, whatever it is; empty, and a problem, when it is none. */
    List<JsonNode> list(String field) {
        List<JsonNode> parts = new ArrayList<>();
        node(field).filter(JsonNode::isArray).ifPresent(list -> list.forEach(parts::add));
        if (parts.isEmpty()) {
            problems.add(FieldProblem.malformed(field, "must be a list of one object or more"));
        }
        return parts;
    }

    Optional<Integer> number(String field, int least, int most) {
        return node(field).flatMap(node -> {
            if (!node.isIntegralNumber()) {
                wrongType(field, "a whole number", node);
                return Optional.empty();
            }
            if (!node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
                problems.add(FieldProblem.outOfBounds(
                        field, "must be from %d to %d, found %s".formatted(least, most, shown(node))));
                return Optional.empty();
            }
            return Optional.of(node.intValue());
        });
    }

    Optional<List<String>> texts(String field) {
        return node(field).flatMap(node -> {
            List<String> texts = new ArrayList<>();
            if (!node.isArray()) {
                wrongType(field, "a list of texts", node);
                return Optional.empty();
            }
            for (JsonNode part : node) {
                if (!part.isTextual()) {
                    wrongType(field, "a list of texts", part);
                    return Optional.empty();
                }
                texts.add(part.textValue());
            }
            return Optional.of(texts);
        });
    }

    private Optional<JsonNode> node(String field) {
        known.add(field);
        return Optional.ofNullable(object.get(field)).filter(node -> !node.isNull());
    }

    private void wrongType(String field, String wanted, JsonNode found) {
        problems.add(FieldProblem.malformed(field, "must be %s, found %s".formatted(wanted, shown(found))));
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }

    /** Everything that is wrong, fields that nobody asked for included. */
    List<FieldProblem> problems() {
        List<FieldProblem> all = new ArrayList<>(problems);
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                String shortName = name.length() <= MOST_SHOWN ? name : name.substring(0, MOST_SHOWN) + "…";
                all.add(FieldProblem.malformed(
                        shortName, "is not known here; the fields are " + String.join(", ", known)));
            }
        });
        return all;
    }
}
