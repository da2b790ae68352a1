package dev.flakydetector.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's step-down correction (1979): p-values of several questions made fit to be compared with one level. */
public final class HolmCorrection {

    private HolmCorrection() {}

    /** The corrected p-values, in the order of the given ones. */
    public static List<Double> adjust(List<Double> pValues) {
        int[] ascending = IntStream.range(0, pValues.size())
                .boxed()
                .sorted(Comparator.comparing(pValues::get))
                .mapToInt(Integer::intValue)
                .toArray();
        Double[] adjusted = new Double[pValues.size()];
        double largestSoFar = 0;
        for (int rank = 0; rank < ascending.length; rank++) {
            int index = ascending[rank];
            double scaled = (ascending.length - rank) * pValues.get(index);
            largestSoFar = Math.max(largestSoFar, Math.min(1, scaled));
            adjusted[index] = largestSoFar;
        }
        return Arrays.asList(adjusted);
    }
}
