package dev.flakydetector.cost;

import java.time.Duration;
import java.util.List;

/**
 * What was measured of a detection, from which all else that it used follows.
 *
 * @param shards how many workers ran, by wave
 * @param wallClock from the request to the report
 * @param attempts of all attempts together
 * @param parallelism how many of them ran at once
 * @param detectionBytes of its item in the table
 * @param attemptBytes of the items of its attempts and of what they share
 * @param attemptWrites write units of those items
 * @param failedTests how many got a line on a timeline
 * @param workBytes of the snapshot, the prepared workspace and what workers left
 */
public record Usage(
        List<Integer> shards,
        Duration wallClock,
        Duration attempts,
        int parallelism,
        long detectionBytes,
        long attemptBytes,
        long attemptWrites,
        int failedTests,
        long workBytes) {

    public Usage {
        shards = List.copyOf(shards);
    }

    int waves() {
        return shards.size();
    }

    int workers() {
        return shards.stream().mapToInt(Integer::intValue).sum();
    }

    /** When no attempt ran: cloning, getting ready, deciding, one function at a time. */
    Duration betweenAttempts() {
        Duration rest = wallClock.minus(attempts.dividedBy(parallelism));
        return rest.isNegative() ? Duration.ZERO : rest;
    }
}
