package dev.flakydetector.render;

import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Says rates and intervals in words that never promise more than was measured: bounds are rounded outwards. */
public final class RateText {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int DECIMALS = 1;
    private static final int NOISE = 12;

    private RateText() {}

    /** {@code 12.5 %}; a rate that is not quite none or all never reads as if it were. */
    public static String percent(double probability) {
        BigDecimal exact = inPercent(probability);
        BigDecimal rounded = exact.setScale(DECIMALS, RoundingMode.HALF_UP);
        if (exact.signum() > 0 && rounded.signum() == 0) {
            return "<0.1 %";
        }
        if (exact.compareTo(HUNDRED) < 0 && rounded.compareTo(HUNDRED) == 0) {
            return ">99.9 %";
        }
        return plain(rounded) + " %";
    }

    /** {@code 2.1 % to 14.3 %}. */
    public static String interval(Interval interval) {
        return rounded(interval.lo(), RoundingMode.FLOOR) + " to " + upperBound(interval);
    }

    static String upperBound(Interval interval) {
        return rounded(interval.hi(), RoundingMode.CEILING);
    }

    /** {@code 3 of 50}. */
    public static String count(FlakeRate rate) {
        return rate.failures() + " of " + rate.runs();
    }

    /** {@code 3 of 50 failed: 6 % (1.2 % to 17 %)}, or for no failure what that bounds the rate by. */
    public static String sentence(FlakeRate rate) {
        if (rate.runs() == 0) {
            return "never ran";
        }
        if (rate.failures() == 0) {
            return "0 of %d failed; the rate is below %s with 95 %% confidence"
                    .formatted(rate.runs(), upperBound(rate.interval()));
        }
        return "%s failed: %s (%s)".formatted(count(rate), percent(rate.value()), interval(rate.interval()));
    }

    private static String rounded(double probability, RoundingMode mode) {
        return plain(inPercent(probability).setScale(DECIMALS, mode)) + " %";
    }

    /** Without the last bits of the double, which would round 10 % up to 10.1 %. */
    private static BigDecimal inPercent(double probability) {
        return new BigDecimal(probability).multiply(HUNDRED).setScale(NOISE, RoundingMode.HALF_EVEN);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
