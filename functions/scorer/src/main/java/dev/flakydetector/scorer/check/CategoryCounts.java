package dev.flakydetector.scorer.check;

import java.util.HashMap;
import java.util.Map;

/** How often each text was seen, until there are too many different ones to call them categories. */
final class CategoryCounts {

    static final int MOST = 1_000;

    private final Map<String, Long> counts = new HashMap<>();
    private long total;
    private boolean tooMany;

    void add(String text) {
        if (tooMany) {
            return;
        }
        counts.merge(text, 1L, Long::sum);
        total++;
        if (counts.size() > MOST) {
            tooMany = true;
            counts.clear();
        }
    }

    boolean tooMany() {
        return tooMany;
    }

    long total() {
        return total;
    }

    Map<String, Long> counts() {
        return counts;
    }
}
