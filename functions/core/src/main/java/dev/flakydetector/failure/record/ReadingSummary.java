package dev.flakydetector.failure.record;

import java.util.List;
import java.util.stream.Stream;

/**
 * What came of reading records.
 *
 * @param failures how many failures were read
 * @param others how many records told of a test that did not fail
 * @param problems the first of the problems, in reading order
 * @param unlisted how many more problems there were
 */
public record ReadingSummary(int failures, int others, List<RecordProblem> problems, int unlisted) {

    public ReadingSummary {
        problems = List.copyOf(problems);
    }

    /** Both readings as one. */
    public ReadingSummary and(ReadingSummary more) {
        return new ReadingSummary(
                failures + more.failures,
                others + more.others,
                Stream.concat(problems.stream(), more.problems.stream()).toList(),
                unlisted + more.unlisted);
    }
}
