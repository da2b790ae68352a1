package dev.flakydetector.scorer.serving;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.scorer.feature.FeatureSpace;
import dev.flakydetector.scorer.feature.FittedFeature;
import dev.flakydetector.scorer.feature.FittedFeature.Words;
import java.util.List;

/** Tells callers what a request looks like: an example of each, made of what training saw most, and the fields of a run. */
final class RequestSchema {

    private static final double THRESHOLD = 0.5;
    private static final int TOP = 3;
    private static final String MOMENT = "2026-01-31T10:30:00Z";
    private static final String WORD = "any";

    private final String modelId;
    private final FeatureSpace space;
    private final RequestFields fields;

    RequestSchema(String modelId, FeatureSpace space, RequestFields fields) {
        this.modelId = modelId;
        this.space = space;
        this.fields = fields;
    }

    String json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("model_id", modelId);
        call(root.putObject("predict"), "/predict");
        ObjectNode explain = call(root.putObject("explain"), "/explain");
        explain.put("top_k", TOP).put("baseline", "training");
        ArrayNode run = root.putArray("run");
        fields.all().forEach(field -> describe(run.addObject(), field));
        return root.toPrettyString();
    }

    private ObjectNode call(ObjectNode call, String path) {
        ObjectNode body = call.put("method", "POST").put("path", path).putObject("body");
        body.put("threshold", THRESHOLD);
        ObjectNode run = body.putArray("runs").addObject();
        fields.all().stream().filter(RequestFields.Field::required).forEach(field -> example(run, field));
        return body;
    }

    private void example(ObjectNode run, RequestFields.Field field) {
        switch (field.kind()) {
            case TIME -> run.put(field.name(), MOMENT);
            case KEY -> run.put(field.name(), WORD);
            case WORD -> run.put(field.name(), words(field).stream().findFirst().orElse(WORD));
            case NUMBER -> {
                double ordinary = field.place() == RequestFields.NOWHERE
                        ? 0
                        : feature(field).ordinary();
                if (field.whole()) {
                    run.put(field.name(), Math.round(ordinary));
                } else {
                    run.put(field.name(), ordinary);
                }
            }
        }
    }

    private void describe(ObjectNode told, RequestFields.Field field) {
        told.put("name", field.name()).put("required", field.required());
        switch (field.kind()) {
            case TIME -> told.put("type", "string").put("format", "date-time");
            case KEY -> told.put("type", "string").put("description", "names what has a history");
            case WORD -> {
                told.put("type", "string");
                ArrayNode known = told.putArray("known");
                words(field).forEach(known::add);
            }
            case NUMBER -> {
                told.put("type", field.whole() ? "integer" : "number");
                if (field.positive()) {
                    told.put("minimum", 0);
                }
            }
        }
    }

    private FittedFeature feature(RequestFields.Field field) {
        return space.features().get(field.place());
    }

    /** Known words; others score too, as unknown. */
    private List<String> words(RequestFields.Field field) {
        return field.place() != RequestFields.NOWHERE && feature(field) instanceof Words words
                ? words.words()
                : List.of();
    }
}
