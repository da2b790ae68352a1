package dev.flakydetector.domain;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to look at and how hard, with every default filled in. It is stored with the detection, so that a replay or a
 * resumed run repeats exactly this.
 *
 * @param repository URL or folder, without credentials
 * @param ref branch, tag or SHA; empty for the default branch or a folder as it stands
 * @param testCommand empty to let the framework's adapter choose
 * @param framework empty to let it be recognised
 * @param runs how many attempts at the most
 * @param parallelism how many at once
 * @param timeout of one attempt
 * @param vary what every other attempt changes
 */
public record DetectionRequest(
        String repository,
        Optional<String> ref,
        Optional<TestCommand> testCommand,
        Optional<Framework> framework,
        int runs,
        int parallelism,
        Seed seed,
        SeedRange seedRange,
        Duration timeout,
        StopRule until,
        Set<Variation> vary,
        ReportPolicy report,
        SetupPolicy setup) {

    /** On one machine. */
    public static final int MAX_RUNS = 1_000;
    /** Where a state machine deals runs out to many; a stack may allow fewer. */
    public static final int MAX_RUNS_IN_CLOUD = 10_000;

    public static final int MAX_PARALLELISM = 50;
    public static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    public DetectionRequest {
        vary = Set.copyOf(vary);
        requireWithin("runs", runs, 1, MAX_RUNS_IN_CLOUD);
        requireWithin("parallelism", parallelism, 1, MAX_PARALLELISM);
        requireWithin("timeout in seconds", timeout.toSeconds(), 1, MAX_TIMEOUT.toSeconds());
        if (seedRange.size() < runs) {
            throw new IllegalArgumentException("%d runs need as many different seeds, and the range %d..%d holds %d"
                    .formatted(runs, seedRange.min(), seedRange.max(), seedRange.size()));
        }
    }

    /** The same request as it is carried out: by this framework, varying only what can be varied with it. */
    public DetectionRequest runBy(Framework chosen, Set<Variation> possible) {
        Set<Variation> both = EnumSet.noneOf(Variation.class);
        vary.stream().filter(possible::contains).forEach(both::add);
        return new DetectionRequest(
                repository,
                ref,
                testCommand,
                Optional.of(chosen),
                runs,
                parallelism,
                seed,
                seedRange,
                timeout,
                until,
                both,
                report,
                setup);
    }

    /** The same request, with no more time for an attempt than this. */
    public DetectionRequest timeoutAtMost(Duration most) {
        return new DetectionRequest(
                repository,
                ref,
                testCommand,
                framework,
                runs,
                parallelism,
                seed,
                seedRange,
                timeout.compareTo(most) <= 0 ? timeout : most,
                until,
                vary,
                report,
                setup);
    }

    private static void requireWithin(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be from %d to %d, found %d".formatted(what, least, most, value));
        }
    }

    /**
     * How findings are judged and shown.
     *
     * @param ignorePatterns globs over test ids; a match is measured and listed, but never raises the severity
     * @param saveFullOutput whether reports carry the whole output of an attempt
     * @param maxErrorLength how many characters of a failure's message a report shows
     */
    public record ReportPolicy(
            SeverityThresholds thresholds, List<String> ignorePatterns, boolean saveFullOutput, int maxErrorLength) {

        public static final ReportPolicy DEFAULT = new ReportPolicy(SeverityThresholds.DEFAULT, List.of(), false, 200);

        public ReportPolicy {
            ignorePatterns = List.copyOf(ignorePatterns);
        }
    }

    /**
     * How the workspace is made ready, and what is left of it.
     *
     * @param installDependencies whether the project's dependencies are installed before the first attempt
     * @param keepWorkspaces whether the attempts' folders are left for inspection
     */
    public record SetupPolicy(boolean installDependencies, Duration installTimeout, boolean keepWorkspaces) {

        public static final SetupPolicy DEFAULT = new SetupPolicy(true, Duration.ofMinutes(5), false);
    }
}
