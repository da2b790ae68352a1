package dev.flakydetector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Forecast;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.history.RunHistory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class InsightsTest {

    private static final Detection JUDGED = DetectionSteps.accept(
            "d-1",
            "https://example.org/shop.git",
            RequestDraft.of("https://example.org/shop.git"),
            new Seed(7),
            Instant.EPOCH);
    private static final SeenCluster CLUSTER =
            new SeenCluster("tokens1-ab", "KeyError: 'user'", 3, List.of(), Optional.empty(), Optional.empty());

    @Test
    void hasEverySourceAddItsPart() {
        Insights insights = new Insights(List.of(
                source("a forecast", insight -> insight.with(Forecast.absent("no model yet"))),
                source("clusters", insight -> insight.with(List.of(CLUSTER)))));

        Insight told = insights.addTo(JUDGED, new InMemoryRunHistory()).insight();

        assertThat(told.forecast().absence()).contains("no model yet");
        assertThat(told.clusters()).containsExactly(CLUSTER);
    }

    @Test
    void makesAProblemOfASourceThatFailsAndAsksTheOthers() {
        Insights insights = new Insights(List.of(
                source("a forecast", insight -> {
                    throw new IllegalStateException("the model is damaged");
                }),
                source("clusters", insight -> insight.with(List.of(CLUSTER)))));

        Detection told = insights.addTo(JUDGED, new InMemoryRunHistory());

        assertThat(told.insight().clusters()).containsExactly(CLUSTER);
        assertThat(told.problems())
                .containsExactly(Problem.of(
                        Problem.Kind.DEGRADED,
                        "The report lacks a forecast: the model is damaged. The verdicts do not depend on it."));
    }

    private static InsightSource source(String subject, UnaryOperator<Insight> part) {
        return new InsightSource() {
            @Override
            public String subject() {
                return subject;
            }

            @Override
            public Insight tell(Detection judged, RunHistory history) {
                return part.apply(judged.insight());
            }
        };
    }
}
