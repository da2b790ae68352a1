package dev.flakydetector.scorer.past;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Forecast;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.domain.PFail;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.pipeline.InsightSource;
import dev.flakydetector.scorer.feature.Feature;
import dev.flakydetector.scorer.feature.OutcomeRows;
import dev.flakydetector.scorer.feature.OutcomeRows.TestRun;
import dev.flakydetector.scorer.feature.RunRows;
import dev.flakydetector.scorer.serving.PredictService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * How likely the next run of each test fails that ever failed, run as the project runs it. The features are made of the
 * stored attempts by the code that made them for training.
 */
public final class NextRuns implements InsightSource {

    /** How to get a model. */
    public static final String ADVICE =
            "'flaky train --from-history REPO' makes one, and 'flaky models promote' takes it into use";

    private static final int MOST_RUNS = 100_000;
    private static final String AS_THE_PROJECT_RUNS = "none";

    private final Supplier<Optional<PredictService>> model;

    /** @param model the one in use now; empty when there is none */
    public NextRuns(Supplier<Optional<PredictService>> model) {
        this.model = model;
    }

    @Override
    public String subject() {
        return "p_fail of the tests' next runs";
    }

    @Override
    public Insight tell(Detection judged, RunHistory history) {
        return judged.insight().with(forecast(judged, history));
    }

    /** What the model in use expects; without one, the advice. Of tests that did not run there is nothing to say. */
    public Forecast forecast(Detection judged, RunHistory history) {
        if (!judged.isJudged()) {
            return Forecast.NONE;
        }
        Optional<PredictService> used = model.get();
        if (used.isEmpty()) {
            return Forecast.absent("There is no model yet: " + ADVICE);
        }
        return strange(used.orElseThrow())
                .map(Forecast::absent)
                .orElseGet(() -> forecast(judged, history, used.orElseThrow()));
    }

    /** A model may know less than there is to know, and no more. */
    private Optional<String> strange(PredictService used) {
        Set<String> wanted = new TreeSet<>(used.model().space().names());
        wanted.removeAll(OutcomeRows.FEATURES.stream().map(Feature::name).toList());
        return wanted.isEmpty()
                ? Optional.empty()
                : Optional.of("Model %s was trained on other data than the detector's own history (it needs %s): %s"
                        .formatted(used.modelId(), String.join(", ", wanted), ADVICE));
    }

    private static Forecast forecast(Detection judged, RunHistory history, PredictService used) {
        StoredRuns stored = new StoredRuns(history, MOST_RUNS);
        stored.add(judged);
        stored.addBefore(judged.request().repository(), judged.startedAt());
        List<TestRun> runs = new ArrayList<>(stored.runs());
        List<TestId> asked = asked(judged, runs);
        double next = runs.stream().mapToDouble(TestRun::end).max().orElse(0) + 1;
        for (TestId test : asked) {
            runs.add(new TestRun(
                    next, Double.POSITIVE_INFINITY, test.toString(), test.suite(), AS_THE_PROJECT_RUNS, false));
        }
        RunRows rows = OutcomeRows.of(runs);
        int first = runs.size() - asked.size();
        Map<TestId, PFail> byTest = new TreeMap<>();
        for (int i = 0; i < asked.size(); i++) {
            double pFail = used.model().pFail(used.model().space().values(rows, first + i));
            byTest.put(asked.get(i), new PFail(pFail, used.modelId()));
        }
        return new Forecast(byTest, Optional.empty());
    }

    /** Of the detection's tests those that failed in it, or in what was read of earlier ones. */
    private static List<TestId> asked(Detection judged, Collection<TestRun> runs) {
        Set<String> failed = new HashSet<>();
        runs.stream().filter(TestRun::failed).map(TestRun::test).forEach(failed::add);
        return judged.tests().stream()
                .filter(test ->
                        test.rate().failures() > 0 || failed.contains(test.id().toString()))
                .map(test -> test.id())
                .toList();
    }
}
