package dev.flakydetector.render;

import dev.flakydetector.domain.Cost;
import dev.flakydetector.domain.PFail;
import dev.flakydetector.domain.SeenCluster;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says what history and models add in words, the same in every report; clean text, still to be escaped. */
public final class InsightText {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_YEAR = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_UP);
    private static final BigDecimal LEAST = new BigDecimal("0.000001");
    /** Anything else is not from a price list of ours, and needs no escaping where this stands. */
    private static final Pattern DATE = Pattern.compile("[0-9A-Za-z.-]{1,30}");

    private InsightText() {}

    /** {@code next run fails with 23 %}. */
    public static String next(PFail expected) {
        return "next run fails with " + RateText.percent(expected.probability());
    }

    /**
     * {@code seen 12 times on 5 branches since 3 June; chance of a false alarm 82 % (64 % to 92.7 %)}; empty when neither
     * is known.
     *
     * @param now tells whether a day needs its year
     */
    public static String known(SeenCluster cluster, Instant now) {
        List<String> parts = new ArrayList<>();
        past(cluster, now).ifPresent(parts::add);
        falseAlarm(cluster).ifPresent(parts::add);
        return String.join("; ", parts);
    }

    private static Optional<String> past(SeenCluster cluster, Instant now) {
        return cluster.past()
                .map(past -> past.times() == 1
                        ? "seen for the first time"
                        : "seen %d times%s since %s".formatted(past.times(), branches(past), day(past.since(), now)));
    }

    private static String branches(SeenCluster.Past past) {
        return past.branches() == 0
                ? ""
                : " on %d branch%s".formatted(past.branches(), past.branches() == 1 ? "" : "es");
    }

    private static String day(Instant since, Instant now) {
        ZonedDateTime first = since.atZone(ZoneOffset.UTC);
        boolean thisYear = first.getYear() == now.atZone(ZoneOffset.UTC).getYear();
        return (thisYear ? DAY : DAY_AND_YEAR).format(first);
    }

    private static Optional<String> falseAlarm(SeenCluster cluster) {
        return cluster.falsePositive()
                .map(alarm -> "chance of a false alarm %s (%s)"
                        .formatted(RateText.percent(alarm.chance()), RateText.interval(alarm.interval())));
    }

    /** {@code about $0.0021 in the cloud (estimate, prices of 2026-05)}, without "estimate" where it was billed. */
    public static String cost(Cost cost) {
        return "about %s in the cloud (%sprices of %s)"
                .formatted(dollars(cost), cost.estimate() ? "estimate, " : "", dated(cost));
    }

    private static String dated(Cost cost) {
        return DATE.matcher(cost.pricesDated()).matches() ? cost.pricesDated() : "an unknown date";
    }

    private static String dollars(Cost cost) {
        BigDecimal total = new BigDecimal(cost.total());
        if (total.signum() == 0) {
            return "$0";
        }
        if (total.compareTo(LEAST) < 0) {
            return "$" + LEAST.toPlainString() + " or less";
        }
        return "$"
                + (total.compareTo(BigDecimal.ONE) < 0
                                ? total.round(TWO_DIGITS)
                                : total.setScale(2, RoundingMode.HALF_UP))
                        .toPlainString();
    }
}
