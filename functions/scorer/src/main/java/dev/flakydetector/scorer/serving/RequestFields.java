package dev.flakydetector.scorer.serving;

import dev.flakydetector.scorer.feature.Feature;
import dev.flakydetector.scorer.feature.FeatureSpace;
import dev.flakydetector.scorer.feature.FittedFeature;
import dev.flakydetector.scorer.feature.FittedFeature.Range;
import dev.flakydetector.scorer.feature.FittedFeature.Words;
import dev.flakydetector.scorer.feature.HistoryMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The fields of a run in a request, in their order: what the model needs, and the common fields of a run, which callers may
 * send to any model.
 */
final class RequestFields {

    /** What a field must hold. */
    enum Kind {
        TIME,
        WORD,
        NUMBER,
        /** A word or a whole number that, perhaps with others, names the kind of run whose history is meant. */
        KEY
    }

    /**
     * One field.
     *
     * @param place the feature it fills, or {@link #NOWHERE}
     */
    record Field(String name, Kind kind, int place, boolean required, boolean whole, boolean positive) {}

    static final int NOWHERE = -1;
    static final String TIMESTAMP = "timestamp";

    private static final List<String> COMMON_WORDS = List.of("squad", "platform", "environment", "device_id");

    private final List<Field> fields = new ArrayList<>();
    private final Map<String, Integer> byName = new LinkedHashMap<>();
    private final Map<Integer, WordTable> words = new HashMap<>();

    RequestFields(FeatureSpace space, HistoryMemory memory) {
        boolean needsClock = space.features().stream()
                .map(fitted -> fitted.feature().source())
                .anyMatch(source -> source == Feature.Source.HOUR || source == Feature.Source.DAY_OF_WEEK);
        add(new Field(TIMESTAMP, Kind.TIME, NOWHERE, needsClock, false, false));
        for (int i = 0; i < space.features().size(); i++) {
            FittedFeature fitted = space.features().get(i);
            String name = fitted.feature().name();
            switch (fitted.feature().source()) {
                case CATEGORY -> {
                    add(new Field(name, Kind.WORD, i, true, false, false));
                    words.put(i, new WordTable((Words) fitted));
                }
                case NUMBER -> add(number(name, i, true, (Range) fitted));
                case HISTORY -> add(number(name, i, false, (Range) fitted));
                case HOUR, DAY_OF_WEEK -> {
                    // Both come from the timestamp.
                }
            }
        }
        for (int set = 0; set < memory.sets().size(); set++) {
            memory.columns(set).forEach(name -> add(new Field(name, Kind.KEY, NOWHERE, false, false, false)));
        }
        COMMON_WORDS.forEach(name -> add(new Field(name, Kind.WORD, NOWHERE, false, false, false)));
        add(new Field("memory_mb", Kind.NUMBER, NOWHERE, false, false, true));
        add(new Field("scenarios_total", Kind.NUMBER, NOWHERE, false, true, true));
    }

    private static Field number(String name, int place, boolean required, Range range) {
        return new Field(name, Kind.NUMBER, place, required, range.whole() && required, range.positive());
    }

    private void add(Field field) {
        if (!byName.containsKey(field.name())) {
            byName.put(field.name(), fields.size());
            fields.add(field);
        }
    }

    /** The field's number, or {@link #NOWHERE} for a name that means nothing here. */
    int number(String name) {
        return byName.getOrDefault(name, NOWHERE);
    }

    Field field(int number) {
        return fields.get(number);
    }

    /** The words of a feature that has some. */
    WordTable words(int place) {
        return Objects.requireNonNull(words.get(place));
    }

    List<Field> all() {
        return List.copyOf(fields);
    }
}
