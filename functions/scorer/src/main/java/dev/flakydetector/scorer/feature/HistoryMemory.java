package dev.flakydetector.scorer.feature;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a model remembers of the kinds of runs it learned from, so that a planned run need only say of which kind it is. */
public final class HistoryMemory {

    private static final HistoryMemory NONE = new HistoryMemory(List.of());

    /** Where a feature stands: the set of columns, and the place among that set's features. */
    public record Place(int set, int feature) {}

    /** The features of a kind; one that never ran is judged by others. */
    public record Recollection(List<Double> values, boolean isKnown) {
        public Recollection {
            values = List.copyOf(values);
        }
    }

    private final List<Pasts> sets;
    private final Map<String, Place> places = new HashMap<>();

    public HistoryMemory(List<Pasts> sets) {
        this.sets = List.copyOf(sets);
        for (int set = 0; set < sets.size(); set++) {
            List<String> names = HistoryFeatures.names(DatasetDescription.historyName(columns(set)));
            for (int feature = 0; feature < names.size(); feature++) {
                places.put(names.get(feature), new Place(set, feature));
            }
        }
    }

    public static HistoryMemory none() {
        return NONE;
    }

    public List<Pasts> sets() {
        return sets;
    }

    /** The columns that name a kind of this set. */
    public List<String> columns(int set) {
        return sets.get(set).columns();
    }

    public String name(int set) {
        return DatasetDescription.historyName(columns(set));
    }

    /** Empty for a feature that tells of no history. */
    public Optional<Place> place(String feature) {
        return Optional.ofNullable(places.get(feature));
    }

    public Recollection of(int set, List<String> kind) {
        Pasts pasts = sets.get(set);
        return new Recollection(Arrays.stream(pasts.values(kind)).boxed().toList(), pasts.knows(kind));
    }

    /** How many kinds are remembered. */
    public int size() {
        return sets.stream().mapToInt(Pasts::size).sum();
    }
}
