package dev.flakydetector.cli;

import dev.flakydetector.pipeline.Insights;
import java.io.IOException;
import java.util.List;

/** What is asked of a detection that was judged on this machine. */
final class LocalInsights {

    private LocalInsights() {}

    static Insights of(Machine machine, StoreOptions store, ModelOptions models) throws IOException {
        return new Insights(List.of(models.nextRuns(machine, store)));
    }
}
