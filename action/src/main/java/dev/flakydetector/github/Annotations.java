package dev.flakydetector.github;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Verdict;
import java.util.List;
import java.util.stream.Stream;

/** The lines that make GitHub mark the worst tests on the page of the run. */
final class Annotations {

    /** GitHub takes ten of a level a step. */
    private static final int MOST = 10;

    private static final int MOST_TITLE = 200;

    private Annotations() {}

    static List<String> of(Detection detection) {
        return Stream.concat(
                        worst(detection, Verdict.FAILING)
                                .map(test -> WorkflowCommand.error(
                                        title(test), "Failed in every rerun: " + rate(test.rate()))),
                        worst(detection, Verdict.FLAKY)
                                .map(test -> WorkflowCommand.warning(title(test), "Flaky: " + rate(test.rate()))))
                .toList();
    }

    private static Stream<JudgedTest> worst(Detection detection, Verdict verdict) {
        return detection.tests().stream()
                .filter(test -> !test.ignored() && test.verdict() == verdict)
                .limit(MOST);
    }

    private static String title(JudgedTest test) {
        String id = test.id().toString().replaceAll("\\p{Cntrl}|\\p{Cf}", " ");
        return id.length() <= MOST_TITLE ? id : id.substring(0, MOST_TITLE) + "…";
    }

    private static String rate(FlakeRate rate) {
        return "%d of %d runs failed".formatted(rate.failures(), rate.runs());
    }
}
