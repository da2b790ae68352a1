package dev.flakydetector.api;

import dev.flakydetector.history.RunHistory;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What the API works with.
 *
 * @param schemes of the URLs that may be cloned here
 * @param ids gives a new detection id on every call
 * @param chance picks base seeds
 */
public record ApiParts(
        RunHistory history,
        DetectionLauncher launcher,
        Scoring scoring,
        Triage triage,
        Set<String> schemes,
        Supplier<String> ids,
        RandomGenerator chance,
        Clock clock,
        String version) {

    public ApiParts {
        schemes = Set.copyOf(schemes);
    }
}
