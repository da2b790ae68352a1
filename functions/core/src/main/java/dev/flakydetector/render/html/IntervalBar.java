package dev.flakydetector.render.html;

import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.SeverityThresholds;
import dev.flakydetector.render.HtmlText;
import dev.flakydetector.render.RateText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws a rate and its interval on a line from 0 to 100 %, with ticks where the severities begin. */
record IntervalBar(SeverityThresholds thresholds) {

    private static final double POINT = 1.2;
    private static final double TICK = 0.3;

    String draw(FlakeRate rate) {
        double lo = rate.interval().lo() * 100;
        double hi = rate.interval().hi() * 100;
        String ticks = List.of(thresholds.medium(), thresholds.high(), thresholds.critical()).stream()
                .map(threshold -> box("tick", threshold * 100 - TICK / 2, TICK, 0, 12))
                .collect(Collectors.joining());
        String point =
                rate.runs() == 0 ? "" : box("point", Math.min(100 - POINT, rate.value() * (100 - POINT)), POINT, 1, 10);
        return "<svg class=\"bar\" viewBox=\"0 0 100 12\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"%s\">%s%s%s%s</svg>"
                .formatted(
                        "interval from " + HtmlText.escape(RateText.interval(rate.interval())),
                        box("track", 0, 100, 5, 2),
                        ticks,
                        box("span", lo, Math.max(hi - lo, TICK), 3, 6),
                        point);
    }

    private static String box(String kind, double x, double width, int y, int height) {
        return String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.2f\" y=\"%d\" width=\"%.2f\" height=\"%d\"/>",
                kind,
                x,
                y,
                width,
                height);
    }
}
