package dev.flakydetector.config;

import dev.flakydetector.domain.DetectionRequest.ReportPolicy;
import dev.flakydetector.domain.DetectionRequest.SetupPolicy;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.SeedRange;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a project's {@code .flaky-detector.yml} says. What it leaves open is empty where the command line may still decide,
 * and the default elsewhere.
 *
 * @param trigger how the Action reruns after a failed build
 * @param falsePositiveThreshold the chance of a false alarm from which on triage calls a failure a likely flake
 */
public record ProjectConfig(
        Optional<Integer> runs,
        Optional<Integer> parallelism,
        Optional<Duration> timeout,
        Optional<TestCommand> testCommand,
        Optional<Framework> framework,
        Optional<StopRule> until,
        Optional<Set<Variation>> vary,
        SeedRange seedRange,
        ReportPolicy report,
        SetupPolicy setup,
        Trigger trigger,
        Optional<Double> falsePositiveThreshold) {

    public static final ProjectConfig DEFAULT = new ProjectConfig(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            SeedRange.DEFAULT,
            ReportPolicy.DEFAULT,
            SetupPolicy.DEFAULT,
            Trigger.DEFAULT,
            Optional.empty());

    /** Whether and how hard a failed build is looked into. */
    public record Trigger(boolean onFailure, int runs, int parallelism) {
        public static final Trigger DEFAULT = new Trigger(true, 20, 5);
    }
}
