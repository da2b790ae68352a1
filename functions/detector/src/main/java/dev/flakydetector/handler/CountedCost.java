package dev.flakydetector.handler;

import dev.flakydetector.cost.CostModel;
import dev.flakydetector.cost.Measuring;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.pipeline.InsightSource;
import java.util.List;

/** What a detection cost: counted from the plans that were dealt out, the objects that are there and the stored attempts. */
final class CountedCost implements InsightSource {

    private final DetectionStore store;
    private final CostModel model;

    CountedCost(DetectionStore store, CostModel model) {
        this.store = store;
        this.model = model;
    }

    @Override
    public String subject() {
        return "what it cost";
    }

    @Override
    public Insight tell(Detection judged, RunHistory history) {
        DetectionObjects objects = store.objectsOf(judged.id());
        List<Integer> shards = objects.ledger().plans().stream()
                .map(plan -> plan.shards().size())
                .toList();
        return judged.insight().with(model.billed(Measuring.of(judged, history, shards, objects.bytes())));
    }
}
