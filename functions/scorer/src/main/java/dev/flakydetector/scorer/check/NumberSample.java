package dev.flakydetector.scorer.check;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A fair sample of a column's numbers, of bounded size: Vitter's reservoir (1985), with a fixed seed. */
final class NumberSample {

    static final int MOST = 20_000;
    private static final long SEED = 42;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private double[] kept = new double[1_024];
    private long seen;

    void add(double value) {
        if (seen < MOST) {
            if (seen == kept.length) {
                kept = Arrays.copyOf(kept, Math.min(MOST, kept.length * 2));
            }
            kept[(int) seen] = value;
        } else {
            long place = random.nextLong(seen + 1);
            if (place < MOST) {
                kept[(int) place] = value;
            }
        }
        seen++;
    }

    double[] values() {
        return Arrays.copyOf(kept, (int) Math.min(seen, MOST));
    }
}
