package dev.flakydetector.failure.report;

import dev.flakydetector.failure.LoneFailure;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** The section of the page for failures that look like no other. */
final class LoneFailuresHtml {

    private static final int LONGEST_ID = 200;

    private LoneFailuresHtml() {}

    /**
     * Writes the section, or nothing when there is none.
     *
     * @param shown the newest of them
     * @param all how many there are
     */
    static void write(List<LoneFailure> shown, int all, Writer to) throws IOException {
        if (shown.isEmpty()) {
            return;
        }
        to.write("<section><h2>Like no other</h2>");
        for (LoneFailure failure : shown) {
            to.write(
                    "<details class='lone'><summary><span>%s</span></summary><p class='facts'>%s</p><pre>%s</pre></details>"
                            .formatted(
                                    Escaped.html(failure.name()),
                                    Escaped.html(place(failure)),
                                    Escaped.html(failure.excerpt())));
        }
        if (all > shown.size()) {
            to.write("<p class='facts'>%d more; clusters.json has their ids.</p>".formatted(all - shown.size()));
        }
        to.write("</section>");
    }

    private static String place(LoneFailure failure) {
        String id = failure.id().length() <= LONGEST_ID
                ? failure.id()
                : failure.id().substring(0, LONGEST_ID) + "…";
        String where = failure.test().isEmpty() ? id : failure.test() + " · " + id;
        return failure.date()
                .map(date -> where + " · " + ClustersHtml.day(date))
                .orElse(where);
    }
}
