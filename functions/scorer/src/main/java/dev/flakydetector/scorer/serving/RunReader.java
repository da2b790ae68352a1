package dev.flakydetector.scorer.serving;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.flakydetector.scorer.feature.Feature;
import dev.flakydetector.scorer.feature.FeatureSpace;
import dev.flakydetector.scorer.feature.RunTime;
import dev.flakydetector.scorer.serving.RequestFields.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Reads one run of a request into a value per feature. */
final class RunReader {

    private static final int LONGEST_WORD = 200;

    private final FeatureSpace space;
    private final RequestFields fields;
    private final RunMemory memory;
    private final Consumer<String> problems;
    private final FieldOrder order;
    private final boolean[] isSeen;
    private final List<Integer> hourPlaces;
    private final List<Integer> dayPlaces;
    private double[] values = {};
    private List<String> notes = List.of();

    RunReader(FeatureSpace space, RequestFields fields, RunMemory memory, Consumer<String> problems) {
        this.space = space;
        this.fields = fields;
        this.memory = memory;
        this.problems = problems;
        this.order = new FieldOrder(fields);
        this.isSeen = new boolean[fields.all().size()];
        this.hourPlaces = places(Feature.Source.HOUR);
        this.dayPlaces = places(Feature.Source.DAY_OF_WEEK);
    }

    private List<Integer> places(Feature.Source source) {
        return IntStream.range(0, space.features().size())
                .filter(i -> space.features().get(i).feature().source() == source)
                .boxed()
                .toList();
    }

    /** The values of the run that the parser stands at. */
    double[] read(JsonParser in, int index) throws IOException {
        values = new double[space.features().size()];
        notes = List.of();
        memory.clear();
        Arrays.fill(isSeen, false);
        if (in.currentToken() != JsonToken.START_OBJECT) {
            problem(index, "it must be an object");
            in.skipChildren();
            return values;
        }
        order.start();
        while (order.advance(in)) {
            String name = in.currentName();
            int number = order.field();
            JsonToken value = in.nextToken();
            if (number == RequestFields.NOWHERE) {
                problem(index, "'%s' is unknown".formatted(shortened(name)));
                in.skipChildren();
            } else if (isSeen[number]) {
                problem(index, "'%s' is given twice".formatted(name));
                in.skipChildren();
            } else {
                isSeen[number] = true;
                field(in, value, fields.field(number), index);
                if (memory.isKey(number)) {
                    key(in, value, number, index);
                }
            }
        }
        missing(index);
        return values;
    }

    /** What was assumed of the run that was read last. */
    List<String> notes() {
        return notes;
    }

    private void field(JsonParser in, JsonToken value, Field field, int index) throws IOException {
        switch (field.kind()) {
            case TIME -> time(in, value, index);
            case WORD -> word(in, value, field, index);
            case NUMBER -> number(in, value, field, index);
            case KEY -> {
                // Read below, as those fields are that are features too.
            }
        }
    }

    private void time(JsonParser in, JsonToken value, int index) throws IOException {
        Optional<RunTime> time = value == JsonToken.VALUE_STRING ? RunTime.parse(in.getText()) : Optional.empty();
        if (time.isEmpty()) {
            problem(index, "'timestamp' must be an ISO 8601 time such as 2026-01-31T09:30:00Z");
            in.skipChildren();
            return;
        }
        hourPlaces.forEach(place -> values[place] = time.orElseThrow().hour());
        dayPlaces.forEach(place -> values[place] = time.orElseThrow().dayOfWeek());
    }

    private void word(JsonParser in, JsonToken value, Field field, int index) throws IOException {
        if (value != JsonToken.VALUE_STRING || in.getTextLength() > LONGEST_WORD) {
            problem(index, "'%s' must be a text of at most %d characters".formatted(field.name(), LONGEST_WORD));
            in.skipChildren();
            return;
        }
        if (field.place() == RequestFields.NOWHERE) {
            return;
        }
        double number =
                fields.words(field.place()).number(in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
        values[field.place()] = number;
        if (number < 0) {
            note(field.name());
        }
    }

    private void key(JsonParser in, JsonToken value, int number, int index) throws IOException {
        boolean isName = value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT;
        if (!isName || in.getTextLength() > LONGEST_WORD) {
            problem(
                    index,
                    "'%s' must be a text of at most %d characters, or a whole number"
                            .formatted(fields.field(number).name(), LONGEST_WORD));
            in.skipChildren();
            return;
        }
        memory.name(number, in.getText());
    }

    private void number(JsonParser in, JsonToken value, Field field, int index) throws IOException {
        if (!value.isNumeric()) {
            problem(index, "'%s' must be a number".formatted(field.name()));
            in.skipChildren();
            return;
        }
        double number = in.getDoubleValue();
        if (!Double.isFinite(number)) {
            problem(index, "'%s' must be a finite number, found %s".formatted(field.name(), shortened(in.getText())));
        } else if (field.positive() && number < 0) {
            problem(index, "'%s' must not be negative, found %s".formatted(field.name(), shortened(in.getText())));
        } else if (field.whole() && Double.compare(number, Math.rint(number)) != 0) {
            problem(index, "'%s' must be a whole number, found %s".formatted(field.name(), shortened(in.getText())));
        } else if (field.place() != RequestFields.NOWHERE) {
            values[field.place()] = number;
        }
    }

    private void missing(int index) {
        for (int number = 0; number < isSeen.length; number++) {
            Field field = fields.field(number);
            if (isSeen[number]) {
                continue;
            }
            if (field.required()) {
                problem(index, "'%s' is missing".formatted(field.name()));
            } else if (field.place() != RequestFields.NOWHERE) {
                Optional<Double> remembered = memory.value(field.name());
                if (remembered.isPresent()) {
                    values[field.place()] = remembered.orElseThrow();
                    continue;
                }
                values[field.place()] = space.features().get(field.place()).ordinary();
                note(field.name());
            }
        }
        memory.unknown().forEach(this::note);
    }

    private void note(String field) {
        notes = notes.isEmpty() ? new ArrayList<>() : notes;
        notes.add(field);
    }

    private void problem(int index, String text) {
        problems.accept("runs[%d]: %s".formatted(index, text));
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
