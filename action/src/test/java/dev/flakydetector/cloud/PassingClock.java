package dev.flakydetector.cloud;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Moves on only when it is told to. */
final class PassingClock extends Clock {

    private Instant now;

    PassingClock(Instant start) {
        this.now = start;
    }

    void pass(Duration length) {
        now = now.plus(length);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
