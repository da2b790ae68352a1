package dev.flakydetector.cli;

import dev.flakydetector.pipeline.ClusterInsight;
import dev.flakydetector.pipeline.Insights;
import java.util.List;

/** What is asked of a detection that was judged on this machine. */
final class LocalInsights {

    private LocalInsights() {}

    static Insights of(Machine machine, StoreOptions store) {
        return new Insights(List.of(new ClusterInsight(triage(machine, store)::model)));
    }

    /** Beside the store, where {@code flaky serve} looks for it too. */
    static ServedTriage triage(Machine machine, StoreOptions store) {
        return new ServedTriage(store.folder(machine).resolve("triage"));
    }
}
