package dev.flakydetector.history;

import java.time.Instant;
import java.util.Optional;

/**
 * Which detections to list.
 *
 * @param repository as in {@link dev.flakydetector.domain.Revision#repository()}; empty for all
 * @param before only detections that started before this moment, for paging; empty for the newest
 */
public record DetectionQuery(Optional<String> repository, Optional<Instant> before, int limit) {

    public DetectionQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("A query needs a limit of at least 1, found " + limit);
        }
    }

    public static DetectionQuery newest(int limit) {
        return new DetectionQuery(Optional.empty(), Optional.empty(), limit);
    }
}
