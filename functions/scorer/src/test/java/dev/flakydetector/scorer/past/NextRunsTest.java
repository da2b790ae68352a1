package dev.flakydetector.scorer.past;

import static dev.flakydetector.scorer.past.Detections.BROKEN;
import static dev.flakydetector.scorer.past.Detections.FLAKY;
import static dev.flakydetector.scorer.past.Detections.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Forecast;
import dev.flakydetector.domain.PFail;
import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.scorer.registry.ModelCodec;
import dev.flakydetector.scorer.registry.SampleModels;
import dev.flakydetector.scorer.serving.PredictService;
import dev.flakydetector.scorer.training.Training;
import dev.flakydetector.scorer.training.TrainingRequest;
import dev.flakydetector.scorer.training.TrainingRequest.SplitKind;
import dev.flakydetector.scorer.training.TrainingResult;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NextRunsTest {

    private static final int DAYS = 12;
    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

    private final RunHistory history = new InMemoryRunHistory();

    @Test
    void learnsFromTheHistoryAndForetellsFromIt() {
        for (int day = 0; day < DAYS; day++) {
            Detections.store(history, day);
        }
        TrainingResult result = train();
        Detection latest = Detections.store(history, DAYS);

        Forecast forecast = nextRuns(new PredictService("m1", ModelCodec.read(ModelCodec.write(result.model()))))
                .tell(latest, history)
                .forecast();

        assertThat(result.figures().beatsTheBaseRate()).isTrue();
        assertThat(result.figures().rocAuc()).isGreaterThan(0.85);
        assertThat(forecast.absence()).isEmpty();
        assertThat(forecast.byTest().keySet()).containsExactly(BROKEN, FLAKY);
        assertThat(forecast.of(BROKEN).map(PFail::probability).orElseThrow()).isGreaterThan(0.9);
        // As the project runs it: shuffled it fails in four runs of five.
        assertThat(forecast.of(FLAKY).map(PFail::probability).orElseThrow()).isBetween(0.1, 0.6);
        assertThat(forecast.of(FLAKY).map(PFail::model)).contains("m1");
    }

    @Test
    void theSameHistoryGivesTheSameRows() {
        Detections.store(history, 0);
        Detections.store(history, 1);

        HistoryTraining first = HistoryTraining.of(history, REPOSITORY, LATER);
        HistoryTraining second = HistoryTraining.of(history, REPOSITORY, LATER);

        assertThat(first.sha256()).isEqualTo(second.sha256());
        assertThat(first.rows().size()).isEqualTo(2 * 20 * 3);
        assertThat(first.failures()).isGreaterThanOrEqualTo(40);
    }

    @Test
    void knowsNothingOfOtherRepositories() {
        Detections.store(history, 0);

        assertThat(HistoryTraining.of(history, "/bank", LATER).isEnough()).isFalse();
    }

    @Test
    void withoutAModelItSaysHowToGetOne() {
        Detection judged = Detections.store(history, 0);

        Forecast forecast = new NextRuns(Optional::empty).tell(judged, history).forecast();

        assertThat(forecast.byTest()).isEmpty();
        assertThat(forecast.absence().orElseThrow()).startsWith("There is no model yet: 'flaky train --from-history");
    }

    @Test
    void saysNothingWhereNothingRan() {
        Detection unjudged = Detections.withoutRuns();

        assertThat(new NextRuns(Optional::empty).tell(unjudged, history).forecast())
                .isEqualTo(Forecast.NONE);
    }

    @Test
    void aModelOfOtherDataIsNotAsked() {
        Detection judged = Detections.store(history, 0);
        PredictService other = new PredictService("m2", SampleModels.result(0.9).model());

        assertThat(nextRuns(other).tell(judged, history).forecast().absence().orElseThrow())
                .contains("m2", "platform, scenarios_total");
    }

    private TrainingResult train() {
        HistoryTraining training = HistoryTraining.of(history, REPOSITORY, LATER);
        assertThat(training.isEnough()).isTrue();
        TrainingRequest request = new TrainingRequest(SplitKind.LAST, Optional.empty(), false, 42);
        return new Training(request, step -> {}).train(training.rows());
    }

    private static NextRuns nextRuns(PredictService service) {
        return new NextRuns(() -> Optional.of(service));
    }
}
