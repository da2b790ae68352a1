package dev.flakydetector.domain;

/** How far a detection has come. */
public enum DetectionStatus {
    ACCEPTED,
    RUNNING,
    DONE,
    /** Nothing could be judged; its problems say why. */
    FAILED,
    CANCELLED
}
