package dev.flakydetector.render.comment;

import dev.flakydetector.domain.TestId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a comment says beyond its detection. Everything here may come from strangers, so it is escaped like the rest.
 *
 * @param failedBefore the tests that failed in the run which the reruns look into; empty when that is not known
 * @param seenBefore by test, what the store knows about it from other commits, in a short phrase
 * @param commit which the reruns looked at, as the trigger names it; empty to take the detection's
 * @param reportUrl where the full report is; empty when there is none
 * @param runUrl the failed workflow run; empty when there is none
 * @param remarks sentences on what could not be done as well as asked
 * @param appendix Markdown of our own making that is shown as it is, such as a {@link QuarantineList}; mostly empty
 * @param past one line each on earlier results of the same pull request, newest first
 */
public record CommentFacts(
        SortedSet<TestId> failedBefore,
        SortedMap<TestId, String> seenBefore,
        Optional<String> commit,
        Optional<String> reportUrl,
        Optional<String> runUrl,
        List<String> remarks,
        String appendix,
        List<PastResult> past) {

    public static final CommentFacts NONE = new CommentFacts(
            new TreeSet<>(),
            new TreeMap<>(Map.of()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            "",
            List.of());

    public CommentFacts {
        failedBefore = Collections.unmodifiableSortedSet(new TreeSet<>(failedBefore));
        seenBefore = Collections.unmodifiableSortedMap(new TreeMap<>(seenBefore));
        remarks = List.copyOf(remarks);
        past = List.copyOf(past);
    }

    public CommentFacts withPast(List<PastResult> earlier) {
        return new CommentFacts(failedBefore, seenBefore, commit, reportUrl, runUrl, remarks, appendix, earlier);
    }
}
