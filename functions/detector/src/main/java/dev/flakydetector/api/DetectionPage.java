package dev.flakydetector.api;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.render.AttemptSource;
import dev.flakydetector.render.html.HtmlReport;
import java.util.Locale;
import java.util.Optional;

/** A detection's report as a page, for a person who follows a link to it. Programs get JSON from the same address. */
final class DetectionPage {

    /** The page brings its own style, and asks nobody for anything. */
    private static final String ITSELF_ALONE =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private DetectionPage() {}

    /** Browsers name HTML when they follow a link; what names JSON too, or nothing at all, is a program. */
    static boolean isWanted(ApiRequest request) {
        Optional<String> accepted = request.header("accept").map(text -> text.toLowerCase(Locale.ROOT));
        return accepted.filter(text -> text.contains("text/html") && !text.contains("application/json"))
                .isPresent();
    }

    static ApiAnswer of(Detection detection, AttemptSource attempts) {
        return ApiAnswer.html(HtmlReport.render(detection, attempts)).with("Content-Security-Policy", ITSELF_ALONE);
    }
}
