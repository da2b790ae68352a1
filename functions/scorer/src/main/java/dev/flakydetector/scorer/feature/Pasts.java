package dev.flakydetector.scorer.feature;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known of every kind of run that agrees on some columns, and what to expect of a kind that never ran. */
final class Pasts {

    private static final Past NOTHING = new Past();

    private final Map<List<String>, Past> kinds = new HashMap<>();
    private final Map<List<String>, Past> firstsOfFamily = new HashMap<>();
    private final Past firsts = new Past();

    /** A run of this kind has ended. */
    void add(List<String> kind, boolean failed, double amount) {
        Past past = kinds.computeIfAbsent(kind, unused -> new Past());
        if (past.runs() == 0) {
            firsts.add(failed, amount);
            firstsOfFamily.computeIfAbsent(family(kind), unused -> new Past()).add(failed, amount);
        }
        past.add(failed, amount);
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
