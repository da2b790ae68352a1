package dev.flakydetector.verdict;

import java.util.stream.Stream;

/** What {@link EarlyStopping} looks at. */
public interface StopEvidence {

    /** Of each test that the user does not ignore; tests that were only skipped may be there without a run, or not at all. */
    Stream<RunCount> tests();

    /** Of the whole command. */
    RunCount command();

    /** Whether the command ever failed without any test failing. */
    boolean commandFailsByItself();
}
