package dev.flakydetector.stats;

/** The logarithm of Euler's beta function, without the cancellation that three log-gammas of large counts suffer. */
final class LogBeta {

    /** From here on Stirling's series below is exact to the last bits of a double. */
    private static final double LARGE = 10;

    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private LogBeta() {}

    /** log B(a, b) for positive a and b. */
    static double of(double a, double b) {
        double shift = 0;
        while (a < LARGE) {
            shift += Math.log1p(b / a);
            a++;
        }
        while (b < LARGE) {
            shift += Math.log1p(a / b);
            b++;
        }
        return shift + ofLarge(a, b);
    }

    /** Binomial coefficient "n choose k", as a logarithm. */
    static double logChoose(int n, int k) {
        return -Math.log1p(n) - of(k + 1.0, n - k + 1.0);
    }

    /** Stirling's formula for all three gammas, with the large terms gathered into ratios before they are taken apart. */
    private static double ofLarge(double a, double b) {
        double shareOfA = -Math.log1p(b / a);
        double shareOfB = -Math.log1p(a / b);
        return (a - 0.5) * shareOfA
                + b * shareOfB
                - 0.5 * Math.log(b)
                + HALF_LOG_TWO_PI
                + stirlingRest(a)
                + stirlingRest(b)
                - stirlingRest(a + b);
    }

    /** What Stirling's formula leaves out of log gamma: the series of Bernoulli numbers, good to 1e-15 from 10 on. */
    private static double stirlingRest(double x) {
        double inverse = 1 / x;
        double square = inverse * inverse;
        double series = 1 / 1188.0 - square * (691 / 360_360.0);
        series = 1 / 1680.0 - square * series;
        series = 1 / 1260.0 - square * series;
        series = 1 / 360.0 - square * series;
        return inverse * (1 / 12.0 - square * series);
    }
}
