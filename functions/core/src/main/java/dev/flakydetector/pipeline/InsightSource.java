package dev.flakydetector.pipeline;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.history.RunHistory;

/** Something that history or a model can tell of a detection once its tests are judged. */
public interface InsightSource {

    /** What it tells, in the words of the problem that says it could not: "the clusters of failures". */
    String subject();

    /**
     * @param judged its insight holds what the sources before this one have told
     * @param history holds every attempt of the detection, and what was seen before it
     * @return the detection's insight with this source's part
     */
    Insight tell(Detection judged, RunHistory history);
}
