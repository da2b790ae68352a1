package dev.flakydetector.scorer.serving;

import dev.flakydetector.scorer.feature.HistoryMemory;
import dev.flakydetector.scorer.feature.HistoryMemory.Place;
import dev.flakydetector.scorer.feature.HistoryMemory.Recollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the model remembers of the kinds that one run of a request names. Used for one run after the other. */
final class RunMemory {

    private final HistoryMemory memory;
    private final List<int[]> keyFields = new ArrayList<>();
    private final boolean[] isKey;
    private final @Nullable String[] words;
    private final @Nullable Recollection[] recalled;
    private List<String> unknown = List.of();

    RunMemory(PFailModel model, RequestFields fields) {
        this.memory = model.memory();
        this.isKey = new boolean[fields.all().size()];
        this.words = new String[isKey.length];
        this.recalled = new Recollection[memory.sets().size()];
        for (int set = 0; set < recalled.length; set++) {
            int[] numbers =
                    memory.columns(set).stream().mapToInt(fields::number).toArray();
            keyFields.add(numbers);
            for (int number : numbers) {
                isKey[number] = true;
            }
        }
    }

    /** Forgets the run before. */
    void clear() {
        if (recalled.length > 0) {
            Arrays.fill(words, null);
            Arrays.fill(recalled, null);
            unknown = List.of();
        }
    }

    boolean isKey(int field) {
        return isKey[field];
    }

    void name(int field, String word) {
        words[field] = word;
    }

    /** Empty when the feature tells of no history, or the run does not name its kind. */
    Optional<Double> value(String feature) {
        Optional<Place> place = memory.place(feature);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        int set = place.orElseThrow().set();
        Recollection known = recalled[set];
        if (known == null) {
            List<String> kind = kind(set);
            if (kind.isEmpty()) {
                return Optional.empty();
            }
            known = memory.of(set, kind);
            recalled[set] = known;
            if (!known.isKnown()) {
                unknown = unknown.isEmpty() ? new ArrayList<>() : unknown;
                unknown.add(memory.name(set));
            }
        }
        return Optional.of(known.values().get(place.orElseThrow().feature()));
    }

    /** Sets of columns whose kind never ran, so that others stood in for it. */
    List<String> unknown() {
        return unknown;
    }

    private List<String> kind(int set) {
        List<String> kind = new ArrayList<>();
        for (int number : keyFields.get(set)) {
            String word = words[number];
            if (word == null) {
                return List.of();
            }
            kind.add(word);
        }
        return kind;
    }
}
