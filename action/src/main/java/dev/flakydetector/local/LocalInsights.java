package dev.flakydetector.local;

import dev.flakydetector.cost.CloudEstimate;
import dev.flakydetector.cost.CostModel;
import dev.flakydetector.cost.Deployment;
import dev.flakydetector.cost.PriceList;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.pipeline.ClusterInsight;
import dev.flakydetector.pipeline.Insights;
import java.io.IOException;
import java.util.List;

/** What is asked of a detection that was judged on this machine. */
public final class LocalInsights {

    private LocalInsights() {}

    static Insights of(Machine machine, StorePlace store, ModelChoice models) throws IOException {
        return new Insights(List.of(
                new ClusterInsight(triage(store)::model),
                models.nextRuns(machine, store),
                new CloudEstimate(new CostModel(PriceList.shipped(), Deployment.DEFAULT))));
    }

    /** Beside the store, where {@code flaky serve} looks for it too. */
    public static ServedTriage triage(StorePlace store) {
        return new ServedTriage(store.folder().resolve("triage"));
    }
}
