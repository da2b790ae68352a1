package dev.flakydetector.scorer.feature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is known of every kind of run that agrees on some columns, and what to expect of a kind that never ran. */
public final class Pasts {

    /** Of so many kinds, those that ran last, a memory is kept; each takes about 100 bytes and its name. */
    public static final int MOST_KEPT = 2_000;

    private static final Past NOTHING = new Past();

    private final List<String> columns;
    private final Map<List<String>, Past> kinds;
    private final Map<List<String>, Past> firstsOfFamily;
    private final Past firsts;

    /** Nothing is known yet of kinds that these columns name. */
    Pasts(List<String> columns) {
        this(columns, new Past(), Map.of(), Map.of());
    }

    /**
     * What was known.
     *
     * @param firsts how the first runs of kinds went
     */
    public Pasts(
            List<String> columns, Past firsts, Map<List<String>, Past> firstsOfFamily, Map<List<String>, Past> kinds) {
        this.columns = List.copyOf(columns);
        this.firsts = Objects.requireNonNull(firsts);
        this.firstsOfFamily = new LinkedHashMap<>(firstsOfFamily);
        this.kinds = new LinkedHashMap<>(kinds);
        if (columns.isEmpty() || !kinds.keySet().stream().allMatch(kind -> kind.size() == columns.size())) {
            throw new IllegalArgumentException("a kind has a word for each of its columns");
        }
    }

    public List<String> columns() {
        return columns;
    }

    public Past firsts() {
        return firsts;
    }

    public Map<List<String>, Past> firstsOfFamily() {
        return Collections.unmodifiableMap(firstsOfFamily);
    }

    /** The one that ran last stands last. */
    public Map<List<String>, Past> kinds() {
        return Collections.unmodifiableMap(kinds);
    }

    int size() {
        return kinds.size();
    }

    boolean knows(List<String> kind) {
        return kinds.containsKey(kind);
    }

    /** The same without what has not run for longest. */
    Pasts bounded() {
        return new Pasts(columns, firsts, newest(firstsOfFamily), newest(kinds));
    }

    private static Map<List<String>, Past> newest(Map<List<String>, Past> all) {
        Map<List<String>, Past> newest = new LinkedHashMap<>();
        int skipped = Math.max(0, all.size() - MOST_KEPT);
        all.entrySet().stream().skip(skipped).forEach(one -> newest.put(one.getKey(), one.getValue()));
        return newest;
    }

    /** A run of this kind has ended. */
    void add(List<String> kind, boolean failed, double amount) {
        Past past = again(kinds, kind);
        if (past.runs() == 0) {
            firsts.add(failed, amount);
            firstsOfFamily.computeIfAbsent(family(kind), unused -> new Past()).add(failed, amount);
        }
        past.add(failed, amount);
    }

    private static Past again(Map<List<String>, Past> all, List<String> key) {
        Past past = all.remove(key);
        Past found = past == null ? new Past() : past;
        all.put(key, found);
        return found;
    }

    /** The features of a run of this kind that begins now. */
    double[] values(List<String> kind) {
        return kinds.getOrDefault(kind, NOTHING).values(expected(kind));
    }

    private double expected(List<String> kind) {
        if (kind.size() == 1) {
            return firsts.everRate();
        }
        return firstsOfFamily.getOrDefault(family(kind), NOTHING).everRate(firsts.everRate());
    }

    private static List<String> family(List<String> kind) {
        return kind.subList(0, kind.size() - 1);
    }
}
