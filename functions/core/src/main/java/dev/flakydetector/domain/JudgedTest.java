package dev.flakydetector.domain;

import java.util.List;
import java.util.Optional;

/**
 * A test with what its outcomes add up to.
 *
 * @param rate over all attempts that ran it
 * @param control over the attempts that ran as the project runs
 * @param varied over the attempts that changed something on purpose
 * @param onlyWhen what every failing attempt varied and no control failed without, such as "only when shuffled"
 * @param ignored whether an ignore pattern names it, so that it never raises the detection's severity
 * @param failingAttempts numbers and seeds of the attempts in which it failed, in the order of their numbers
 * @param exemplar the failure of the first of them
 */
public record JudgedTest(
        TestId id,
        FlakeRate rate,
        FlakeRate control,
        FlakeRate varied,
        int skipped,
        Verdict verdict,
        Severity severity,
        Optional<String> onlyWhen,
        boolean ignored,
        List<FailingAttempt> failingAttempts,
        Optional<Failure> exemplar) {

    public JudgedTest {
        failingAttempts = List.copyOf(failingAttempts);
    }

    /** An attempt in which the test failed. */
    public record FailingAttempt(int number, Seed seed) {}
}
