package dev.flakydetector.telemetry;

import java.util.Locale;
import java.util.Optional;

/** What a function does, as its log lines name it. */
public enum Step {
    API,
    CLONE(Measure.CLONE_MILLIS),
    PLAN,
    DECIDE(Measure.DECIDE_MILLIS),
    CONCLUDE,
    TRIAGE,
    SCORE;

    private final Optional<Measure> time;

    Step() {
        time = Optional.empty();
    }

    Step(Measure time) {
        this.time = Optional.of(time);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the time of its calls is counted as, where that is worth a metric beside Lambda's own. */
    Optional<Measure> time() {
        return time;
    }
}
