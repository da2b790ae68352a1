package dev.flakydetector.domain;

/** What many outcomes of one test add up to. */
public enum Verdict {
    /** It ran and never failed. */
    PASSING,
    /** It passed and failed on the same code. */
    FLAKY,
    /** It failed every time: a real bug rather than a flake. */
    FAILING,
    /** It did not run often enough to tell. */
    INCONCLUSIVE
}
