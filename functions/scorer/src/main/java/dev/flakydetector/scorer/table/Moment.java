package dev.flakydetector.scorer.table;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When something happened, by the clock of the place where it did.
 *
 * @param local what that clock showed
 * @param offset of that clock from UTC, where it was written down
 */
public record Moment(LocalDateTime local, Optional<ZoneOffset> offset) {

    public int hour() {
        return local.getHour();
    }

    /** 0 for Monday to 6 for Sunday. */
    public int dayOfWeek() {
        return local.getDayOfWeek().getValue() - 1;
    }

    public LocalDate date() {
        return local.toLocalDate();
    }

    /** The point in time; a clock without an offset is taken to have shown UTC. */
    public Instant instant() {
        return local.toInstant(offset.orElse(ZoneOffset.UTC));
    }
}
