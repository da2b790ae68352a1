package dev.flakydetector.pipeline;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.history.RunHistory;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every source what it can tell of a judged detection. No verdict depends on what they say, or whether they can. */
public final class Insights {

    /** Nobody is asked. */
    public static final Insights NONE = new Insights(List.of());

    private static final Logger LOG = LoggerFactory.getLogger(Insights.class);

    private final List<InsightSource> sources;

    public Insights(List<InsightSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** The detection with all that could be told; a source that fails becomes a problem. */
    public Detection addTo(Detection judged, RunHistory history) {
        Detection told = judged;
        for (InsightSource source : sources) {
            try {
                told = told.with(source.tell(told, history));
            } catch (RuntimeException e) {
                // The edge of foreign models and stores: what is extra must not cost the report.
                LOG.warn("detection {}: no {}", judged.id(), source.subject(), e);
                told = told.with(Problem.of(
                        Problem.Kind.DEGRADED,
                        "The report lacks %s: %s. The verdicts do not depend on it."
                                .formatted(source.subject(), e.getMessage())));
            }
        }
        return told;
    }
}
