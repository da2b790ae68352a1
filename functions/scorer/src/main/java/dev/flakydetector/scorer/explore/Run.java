package dev.flakydetector.scorer.explore;

import dev.flakydetector.scorer.table.Moment;
import java.util.Optional;

/** One run of an end-to-end suite. */
record Run(
        long row,
        Moment startedAt,
        String squad,
        String platform,
        String environment,
        String device,
        Optional<String> iteration,
        int scenarios,
        int failures) {

    Run {
        if (!(0 <= failures && failures <= scenarios && scenarios > 0)) {
            throw new IllegalArgumentException("%d of %d scenarios failed".formatted(failures, scenarios));
        }
    }

    /** The share of scenarios that failed. */
    double failRate() {
        return (double) failures / scenarios;
    }

    boolean failed() {
        return failures > 0;
    }
}
