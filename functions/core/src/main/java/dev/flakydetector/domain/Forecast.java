package dev.flakydetector.domain;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a model expects of the next run of a detection's tests.
 *
 * @param byTest only tests that the model could judge, in the order of their ids
 * @param absence why there is no prediction, with what to do to get one, as a sentence; empty when a model was asked
 */
public record Forecast(Map<TestId, PFail> byTest, Optional<String> absence) {

    /** Nobody was asked. */
    public static final Forecast NONE = new Forecast(Map.of(), Optional.empty());

    public Forecast {
        byTest = Collections.unmodifiableMap(new TreeMap<>(byTest));
    }

    public static Forecast absent(String reason) {
        return new Forecast(Map.of(), Optional.of(reason));
    }

    public Optional<PFail> of(TestId test) {
        return Optional.ofNullable(byTest.get(test));
    }
}
