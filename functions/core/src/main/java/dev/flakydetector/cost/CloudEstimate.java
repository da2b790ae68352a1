package dev.flakydetector.cost;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.pipeline.InsightSource;
import dev.flakydetector.pipeline.Sharding;
import dev.flakydetector.verdict.WaveSchedule;
import java.util.ArrayList;
import java.util.List;

/** What a detection that ran on one machine would have cost in the cloud, with the same runs taking as long. */
public final class CloudEstimate implements InsightSource {

    /** A snapshot and a workspace with its tools; nothing of the sort is packed on one machine. */
    private static final long WORK_BYTES = 200_000_000;

    private final CostModel model;

    public CloudEstimate(CostModel model) {
        this.model = model;
    }

    @Override
    public String subject() {
        return "what it would have cost in the cloud";
    }

    @Override
    public Insight tell(Detection judged, RunHistory history) {
        return judged.insight().with(model.estimate(Measuring.of(judged, history, shards(judged), WORK_BYTES)));
    }

    /** As the cloud would have dealt out the attempts that ran. */
    private static List<Integer> shards(Detection judged) {
        List<Integer> shards = new ArrayList<>();
        int left = judged.attemptsRun();
        int most = Sharding.mostAtOnce(judged.request().runs(), judged.tests().size());
        for (int size :
                WaveSchedule.sizes(judged.request().runs(), judged.request().until())) {
            if (left <= 0) {
                break;
            }
            for (int wave = Math.min(left, size); wave > 0; wave -= most) {
                shards.add(Sharding.count(Math.min(wave, most), judged.request().parallelism()));
            }
            left -= size;
        }
        return shards;
    }
}
