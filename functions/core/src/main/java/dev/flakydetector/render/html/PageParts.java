package dev.flakydetector.render.html;

import dev.flakydetector.domain.SeverityThresholds;
import dev.flakydetector.render.HtmlText;
import dev.flakydetector.render.RateText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The parts of an {@link HtmlReport} that are the same, or nearly, in every page. */
final class PageParts {

    private PageParts() {}

    /** Everything up to the header, with the style and the drawings of the marks. */
    static String head(String title) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                %s""".formatted(title, resource("report.css"), resource("marks.svg"));
    }

    static String markLegend() {
        return Arrays.stream(AttemptMark.values())
                .map(mark ->
                        "<span><svg width=\"16\" height=\"18\" aria-hidden=\"true\"><use href=\"#%s\"/></svg> %s</span>"
                                .formatted(mark.symbol(), mark.words()))
                .collect(Collectors.joining("\n", "<p class=\"legend\">", "</p>\n"));
    }

    static String barLegend(SeverityThresholds thresholds) {
        return "<p class=\"quiet\">Bars run from 0 to 100 %%: the upright mark is the observed rate, the band around it holds the true rate with 95 %% confidence, ticks stand where medium (%s), high (%s) and critical (%s) begin.</p>\n"
                .formatted(
                        HtmlText.escape(RateText.percent(thresholds.medium())),
                        HtmlText.escape(RateText.percent(thresholds.high())),
                        HtmlText.escape(RateText.percent(thresholds.critical())));
    }

    private static String resource(String name) {
        try (InputStream in = PageParts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource %s is missing from the jar".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the resource " + name, e);
        }
    }
}
