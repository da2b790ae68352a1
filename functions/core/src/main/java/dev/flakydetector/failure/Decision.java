package dev.flakydetector.failure;

import java.util.Locale;

/** What a new failure most likely is. */
public enum Decision {
    /** It looks like failures that mostly were false alarms. */
    FLAKE_LIKELY,
    /** It looks like failures seen before, of which few were false alarms, or none has a known fate. */
    FLAKE_POSSIBLE,
    /** It looks like no failure seen before. */
    UNKNOWN;

    /** The chance of a false alarm from which on a flake is likely. */
    public static final double THRESHOLD = 0.4;

    public String token() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
