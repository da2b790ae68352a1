package dev.flakydetector.failure.record;

import java.time.Instant;
import java.util.Optional;

/**
 * One failed test run with its log; untrusted text.
 *
 * @param id unique among the records read together
 * @param test the test's name as the tool spelled it; empty where unknown
 * @param context what it ran on, such as an operating system or a branch; empty where unknown
 * @param revision the commit; empty where unknown
 * @param pull the pull request; empty where unknown
 * @param date when it failed
 * @param falseAlarm whether the change was merged all the same, or the failure is known to be flaky
 * @param log its log, long ones without what nobody reads
 */
public record FailureRecord(
        String id,
        String test,
        String context,
        String revision,
        String pull,
        Optional<Instant> date,
        Optional<Boolean> falseAlarm,
        String log) {}
