package dev.flakydetector.stats;

/** The chi-square distribution: how probable a sum of squared deviations at least this large is by chance alone. */
public final class ChiSquare {

    private static final int MOST_TERMS = 10_000;
    private static final double PRECISE = 1e-15;
    private static final double TINY = 1e-300;

    private ChiSquare() {}

    /** The upper tail, P(X ≥ statistic): the regularised incomplete gamma function Q(k/2, x/2). */
    public static double upperTail(double statistic, double degreesOfFreedom) {
        if (!(degreesOfFreedom > 0) || Double.isNaN(statistic)) {
            throw new IllegalArgumentException(
                    "no chi-square has %s degrees of freedom and value %s".formatted(degreesOfFreedom, statistic));
        }
        if (statistic <= 0) {
            return 1;
        }
        double a = degreesOfFreedom / 2;
        double x = statistic / 2;
        double scale = Math.exp(-x + a * Math.log(x) - LogGamma.logGamma(a));
        double tail = x < a + 1 ? 1 - scale * lowerSeries(a, x) : scale * upperFraction(a, x);
        return Math.min(1, Math.max(0, tail));
    }

    private static double lowerSeries(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < MOST_TERMS && term > sum * PRECISE; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return sum;
    }

    /** Legendre's continued fraction by Lentz's method (Press et al., Numerical Recipes, section 6.2). */
    private static double upperFraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double fraction = d;
        for (int n = 1; n < MOST_TERMS; n++) {
            double an = -n * (n - a);
            b += 2;
            d = 1 / away(an * d + b);
            c = away(b + an / c);
            double change = d * c;
            fraction *= change;
            if (Math.abs(change - 1) < PRECISE) {
                break;
            }
        }
        return fraction;
    }

    private static double away(double fromZero) {
        return Math.abs(fromZero) < TINY ? TINY : fromZero;
    }
}
