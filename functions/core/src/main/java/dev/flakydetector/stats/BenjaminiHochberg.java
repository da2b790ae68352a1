package dev.flakydetector.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Control of the false discovery rate over many tests (Benjamini and Hochberg 1995): of the findings whose adjusted value
 * is below q, on average at most the share q is false.
 */
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    /** The adjusted p-values, in the order of the given ones. */
    public static double[] adjusted(double[] pValues) {
        int[] largestFirst = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> pValues[i]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[pValues.length];
        double least = 1;
        for (int i = 0; i < largestFirst.length; i++) {
            int rank = pValues.length - i;
            least = Math.min(least, pValues[largestFirst[i]] * pValues.length / rank);
            adjusted[largestFirst[i]] = least;
        }
        return adjusted;
    }
}
