package dev.flakydetector.verdict;

import dev.flakydetector.domain.StopRule;
import java.util.ArrayList;
import java.util.List;

/**
 * How many attempts run between two looks. It depends on the request alone, so the attempts that a detection runs are the
 * same whatever the parallelism.
 *
 * <p>The total grows by half from look to look: a thousand runs take thirteen looks, and a detection runs at most about half
 * as many again as it needed. Totals are even, so that control and varied attempts, which alternate, stay level.
 */
public final class WaveSchedule {

    private static final int FIRST = 10;

    private WaveSchedule() {}

    /**
     * The sizes of the waves, in order; they add up to the runs. Where all are to run there are still two: after the first
     * it is known whether the attempts say anything at all.
     */
    public static List<Integer> sizes(int runs, StopRule until) {
        return switch (until) {
            case VERDICT, SEVERITY -> growing(runs);
            case CAP -> runs <= FIRST ? List.of(runs) : List.of(FIRST, runs - FIRST);
        };
    }

    private static List<Integer> growing(int runs) {
        List<Integer> sizes = new ArrayList<>();
        int planned = 0;
        while (planned < runs) {
            int next = Math.min(runs, totalAfter(planned));
            sizes.add(next - planned);
            planned = next;
        }
        return sizes;
    }

    private static int totalAfter(int total) {
        if (total == 0) {
            return FIRST;
        }
        int grown = total + (total + 1) / 2;
        return grown + grown % 2;
    }
}
