package dev.flakydetector.verdict;

/** How many runs there were of something, and how many of them failed. */
public record RunCount(int failures, int runs) {

    static final RunCount NONE = new RunCount(0, 0);
    private static final RunCount ONE_PASS = new RunCount(0, 1);
    private static final RunCount ONE_FAILURE = new RunCount(1, 1);

    static RunCount ofOne(boolean failure) {
        return failure ? ONE_FAILURE : ONE_PASS;
    }

    RunCount plus(RunCount other) {
        return new RunCount(failures + other.failures, runs + other.runs);
    }

    boolean hasFailures() {
        return failures > 0;
    }

    /** Whether there were both a pass and a failure. */
    boolean isMixed() {
        return 0 < failures && failures < runs;
    }
}
