package dev.flakydetector.scorer.check;

/**
 * How far a column may stray from the reference set before that is a violation. It must also stray farther than chance
 * would take it more often than {@code alpha}.
 *
 * @param psi for texts: the population stability index, where 0.1 to 0.25 is usually called a moderate shift
 * @param ks for numbers: the distance of Kolmogorov and Smirnov, 0 to 1
 */
public record DriftLimits(double psi, double ks, double alpha) {

    public static final DriftLimits DEFAULT = new DriftLimits(0.2, 0.1, 0.001);
}
