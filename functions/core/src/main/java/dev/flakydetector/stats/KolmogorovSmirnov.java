package dev.flakydetector.stats;

import java.util.Arrays;

/** The two-sample test of Kolmogorov and Smirnov: whether two samples come from one distribution. */
public final class KolmogorovSmirnov {

    private static final int TERMS = 100;

    private KolmogorovSmirnov() {}

    /** The largest distance between the two empirical distribution functions, 0 to 1. */
    public static double distance(double[] a, double[] b) {
        double[] left = sorted(a);
        double[] right = sorted(b);
        int i = 0;
        int j = 0;
        double largest = 0;
        while (i < left.length && j < right.length) {
            double here = Math.min(left[i], right[j]);
            while (i < left.length && left[i] <= here) {
                i++;
            }
            while (j < right.length && right[j] <= here) {
                j++;
            }
            largest = Math.max(largest, Math.abs((double) i / left.length - (double) j / right.length));
        }
        return largest;
    }

    private static double[] sorted(double[] sample) {
        double[] copy = sample.clone();
        Arrays.sort(copy);
        return copy;
    }

    /** How probable a distance at least this large is by chance; Stephens's approximation (1970), cautious under ties. */
    public static double pValue(double distance, int sizeA, int sizeB) {
        double root = Math.sqrt((double) sizeA * sizeB / (sizeA + sizeB));
        double lambda = (root + 0.12 + 0.11 / root) * distance;
        if (lambda < 0.2) {
            return 1;
        }
        double sum = 0;
        for (int k = 1; k <= TERMS; k++) {
            sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * lambda * lambda);
        }
        return Math.min(1, Math.max(0, sum));
    }
}
