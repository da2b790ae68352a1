package dev.flakydetector.stats;

/** The logarithms of the gamma, beta and binomial functions, which overflow long before their logarithms do. */
final class LogGamma {

    /** Lanczos's approximation with g = 7 and nine terms (Godfrey 2001), exact to about 1e-15. */
    private static final double[] LANCZOS = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572e-6,
        1.5056327351493116e-7
    };

    private static final double G = 7;

    private LogGamma() {}

    /** ln Γ(x) for x ≥ 1/2. */
    static double logGamma(double x) {
        double shifted = x - 1;
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (shifted + i);
        }
        double t = shifted + G + 0.5;
        return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
    }

    static double logBeta(double a, double b) {
        return logGamma(a) + logGamma(b) - logGamma(a + b);
    }

    /** ln of n over k. */
    static double logChoose(int n, int k) {
        return logGamma(n + 1.0) - logGamma(k + 1.0) - logGamma(n - k + 1.0);
    }
}
