package dev.flakydetector.github;

import dev.flakydetector.domain.TestId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The tests that failed in the run which set us off.
 *
 * @param tests empty when none could be found out
 * @param remarks sentences on where they were looked for and what could not be read
 */
record FailedTests(SortedSet<TestId> tests, List<String> remarks) {

    static final FailedTests UNKNOWN = new FailedTests(new TreeSet<>(), List.of());

    FailedTests {
        tests = Collections.unmodifiableSortedSet(new TreeSet<>(tests));
        remarks = List.copyOf(remarks);
    }

    FailedTests remarkingAlso(String remark) {
        List<String> more = new ArrayList<>(remarks);
        more.add(remark);
        return new FailedTests(tests, more);
    }
}
