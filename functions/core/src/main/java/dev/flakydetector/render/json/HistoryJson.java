package dev.flakydetector.render.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.history.DetectionSummary;
import dev.flakydetector.history.TestSighting;
import dev.flakydetector.render.CleanText;
import dev.flakydetector.render.Secrets;
import java.util.List;

/** What the history knows, as JSON. */
public final class HistoryJson {

    private HistoryJson() {}

    /** {@code {"detections": […]}}, one line of the list each. */
    public static ObjectNode detections(List<DetectionSummary> detections) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode array = root.putArray("detections");
        detections.forEach(detection -> array.addObject()
                .put("detection_id", detection.detectionId())
                .put("repo", detection.repository())
                .put("commit", detection.commit().orElse(null))
                .put("started_at", detection.startedAt().toString())
                .put("severity", detection.severity().name())
                .put("total_runs", detection.totalRuns())
                .put("failures", detection.failures())
                .put("status", detection.status().name()));
        return root;
    }

    /** {@code {"sightings": […]}}, a point on a test's timeline each. */
    public static ObjectNode sightings(List<TestSighting> sightings) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode array = root.putArray("sightings");
        sightings.forEach(sighting -> array.addObject()
                .put("detection_id", sighting.detectionId())
                .put("started_at", sighting.startedAt().toString())
                .put("commit", sighting.commit().orElse(null))
                .put("failures", sighting.rate().failures())
                .put("runs", sighting.rate().runs())
                .put("verdict", sighting.verdict().name())
                .put("severity", sighting.severity().name()));
        return root;
    }

    /**
     * Adds what the newest detection that saw the test fail knows of it, as the fields {@code p_fail} and {@code cluster} of
     * a {@link JsonReport}; absent where nobody knows.
     */
    public static void addOutlook(ObjectNode json, Detection newest, TestId test) {
        newest.insight()
                .forecast()
                .of(test)
                .ifPresent(expected -> json.putObject("p_fail")
                        .put("probability", expected.probability())
                        .put("model", Secrets.mask(CleanText.wellFormed(expected.model()))));
        newest.insight()
                .clusterOf(test)
                .ifPresent(cluster -> json.put("cluster", cluster.key())
                        .put("cluster_name", Secrets.mask(CleanText.wellFormed(cluster.name()))));
    }
}
