package dev.flakydetector.cost;

import java.time.Duration;

/**
 * What of a stack decides its costs.
 *
 * @param workerGigabytes memory of a worker; the functions beside it are charged as if they had as much
 * @param workKept how long the files that a detection works with stay
 */
public record Deployment(double workerGigabytes, Duration workKept) {

    /** The defaults of template.yaml, whose lifecycle rule says how long the files stay. */
    public static final Deployment DEFAULT = new Deployment(2, Duration.ofDays(2));

    private static final double MEGABYTES = 1024;

    /** The default but for the memory of a worker. */
    public static Deployment ofWorkers(int megabytes) {
        return new Deployment(megabytes / MEGABYTES, DEFAULT.workKept());
    }
}
