package dev.flakydetector.verdict;

import dev.flakydetector.domain.StopRule;
import java.util.ArrayList;
import java.util.List;

/**
 * How many attempts run between two decisions. A function of the number of runs alone, never of the parallelism, so the
 * same request stops at the same attempt everywhere.
 */
public final class WaveSchedule {

    private static final int FIRST = 10;

    private WaveSchedule() {}

    /**
     * Ten, then half as many again as have run so far. Where all are to run, ten and the rest: after ten it is known
     * whether they say anything at all.
     */
    public static List<Integer> of(int runs, StopRule rule) {
        if (rule == StopRule.CAP) {
            return runs <= FIRST ? List.of(runs) : List.of(FIRST, runs - FIRST);
        }
        List<Integer> sizes = new ArrayList<>();
        int planned = 0;
        while (planned < runs) {
            int size = Math.min(planned == 0 ? FIRST : (planned + 1) / 2, runs - planned);
            sizes.add(size);
            planned += size;
        }
        return sizes;
    }
}
