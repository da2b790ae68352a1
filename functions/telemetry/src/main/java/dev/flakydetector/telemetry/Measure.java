package dev.flakydetector.telemetry;

/** What is counted; the names are those of the metrics, so that alarms and dashboards hold on to them. */
public enum Measure {
    /** Detections that the API took and handed on. */
    DETECTIONS_ACCEPTED("DetectionsAccepted", Unit.COUNT),
    /** Detections that were judged, or cancelled with a report. */
    DETECTIONS_FINISHED("DetectionsFinished", Unit.COUNT),
    /** Detections that came to no verdict, whatever broke. */
    DETECTIONS_FAILED("DetectionsFailed", Unit.COUNT),
    /** Tests that a detection found to be flaky. */
    FLAKY_TESTS("FlakyTests", Unit.COUNT),
    /** Clones that came to nothing; by kind, too. */
    CLONE_FAILURES("CloneFailures", Unit.COUNT),
    CLONE_MILLIS("CloneMillis", Unit.MILLISECONDS),
    /** Attempts that a wave deals out. */
    WAVE_ATTEMPTS("WaveAttempts", Unit.COUNT),
    /** Attempts of a wave that came back. */
    ATTEMPTS_RUN("AttemptsRun", Unit.COUNT),
    /** Attempts of a wave whose worker was lost or not to be believed. */
    ATTEMPTS_LOST("AttemptsLost", Unit.COUNT),
    DECIDE_MILLIS("DecideMillis", Unit.MILLISECONDS),
    /** Runs that were predicted or explained, and tests whose next run was. */
    PREDICTIONS("Predictions", Unit.COUNT),
    /** Failures that clusters were made of. */
    FAILURES_READ("FailuresRead", Unit.COUNT);

    private final String metric;
    private final Unit unit;

    Measure(String metric, Unit unit) {
        this.metric = metric;
        this.unit = unit;
    }

    String metric() {
        return metric;
    }

    Unit unit() {
        return unit;
    }

    /** What a measure is measured in. */
    enum Unit {
        COUNT,
        MILLISECONDS
    }
}
