package dev.flakydetector.results;

import dev.flakydetector.domain.Outcome;
import java.util.List;

/**
 * What a report said.
 *
 * @param outcomes at most one a test: where a report names a test twice, its worst outcome counts
 * @param problems sentences on what could not be read; the outcomes before it stand
 */
public record ParsedReport(List<Outcome> outcomes, List<String> problems) {

    public ParsedReport {
        outcomes = List.copyOf(outcomes);
        problems = List.copyOf(problems);
    }
}
