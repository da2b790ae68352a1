package dev.flakydetector.scorer.handler;

import static dev.flakydetector.scorer.past.Detections.BROKEN;
import static dev.flakydetector.scorer.past.Detections.FLAKY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.Cost;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.scorer.past.Detections;
import dev.flakydetector.scorer.past.HistoryTraining;
import dev.flakydetector.scorer.registry.LiveModel;
import dev.flakydetector.scorer.registry.ModelRegistry;
import dev.flakydetector.scorer.registry.Publication;
import dev.flakydetector.scorer.training.Training;
import dev.flakydetector.scorer.training.TrainingRequest;
import dev.flakydetector.scorer.training.TrainingRequest.SplitKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreHandlerTest {

    private static final int DAYS = 6;

    @TempDir
    Path folder;

    private final RunHistory history = new InMemoryRunHistory();

    @Test
    void addsTheForecastAndKeepsWhatOthersAdded() throws IOException {
        for (int day = 0; day <= DAYS; day++) {
            Detections.store(history, day);
        }
        Cost cost = new Cost(true, "2026-11-01", "us-east-1", List.of());
        history.amend("d" + DAYS, stored -> stored.with(stored.insight().with(cost)));
        ModelRegistry registry = new ModelRegistry(folder);
        registry.promote(registry.add(trained()));

        String answer = call(handler(registry), "{\"detection_id\":\"d%d\"}".formatted(DAYS));

        Insight insight = history.find("d" + DAYS).orElseThrow().insight();
        assertThat(answer).isEqualTo("{\"detection_id\":\"d%d\",\"tests\":2}".formatted(DAYS));
        assertThat(insight.forecast().byTest()).containsOnlyKeys(BROKEN, FLAKY);
        assertThat(insight.cost()).contains(cost);
    }

    @Test
    void withoutAModelItAnswersThatThereIsNone() throws IOException {
        Detections.store(history, 0);
        ScoreHandler handler = handler(new ModelRegistry(folder));

        assertThat(call(handler, "{\"action\":\"predict\",\"body\":{\"runs\":[]}}"))
                .contains("\"unavailable\":");
        assertThat(call(handler, "{\"detection_id\":\"d0\"}")).contains("\"unavailable\":\"There is no model yet");
        assertThat(history.find("d0").orElseThrow().insight().forecast().absence())
                .isPresent();
    }

    private Publication trained() throws IOException {
        HistoryTraining training =
                HistoryTraining.of(history, Detections.REPOSITORY, Instant.parse("2027-01-01T00:00:00Z"));
        TrainingRequest request = new TrainingRequest(SplitKind.LAST, Optional.empty(), false, 42);
        return Publication.of(new Training(request, step -> {}).train(training.rows()), training.sha256());
    }

    private ScoreHandler handler(ModelRegistry registry) {
        return new ScoreHandler(new LiveModel(registry, Duration.ZERO, Clock.systemUTC()), history);
    }

    private static String call(ScoreHandler handler, String event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, null);
        return output.toString(StandardCharsets.UTF_8);
    }
}
