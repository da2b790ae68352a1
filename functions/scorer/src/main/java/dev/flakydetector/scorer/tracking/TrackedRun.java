package dev.flakydetector.scorer.tracking;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A training as trackers see it.
 *
 * @param experiment trainings that belong together
 * @param name what people call the run: the model's id
 * @param artifacts small files by name
 */
public record TrackedRun(
        String experiment,
        String name,
        Instant started,
        Instant ended,
        Map<String, String> parameters,
        Map<String, Double> metrics,
        Map<String, String> tags,
        Map<String, byte[]> artifacts) {

    public TrackedRun {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        artifacts = Collections.unmodifiableMap(new LinkedHashMap<>(artifacts));
    }
}
