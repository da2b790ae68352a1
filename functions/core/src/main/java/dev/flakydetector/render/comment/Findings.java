package dev.flakydetector.render.comment;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Verdict;
import dev.flakydetector.render.Plural;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a reader of a pull request needs to know of a detection, in the order in which it matters. */
final class Findings {

    /** Tests of one kind under their title. */
    record Section(String title, List<Finding> findings) {}

    private final List<Finding> real = new ArrayList<>();
    private final List<Finding> flaky = new ArrayList<>();
    private final List<Finding> gone = new ArrayList<>();
    private final List<Finding> unseen = new ArrayList<>();
    private final List<Finding> ignored = new ArrayList<>();
    private final Set<TestId> shown = new HashSet<>();

    private Findings() {}

    static Findings of(Detection detection, CommentFacts facts) {
        Findings findings = new Findings();
        Set<TestId> open = new TreeSet<>(facts.failedBefore());
        for (JudgedTest test : detection.tests()) {
            boolean failedBefore = open.remove(test.id());
            findings.add(test, failedBefore);
        }
        open.forEach(id -> findings.unseen.add(new Finding.NotRun(id)));
        return findings;
    }

    private void add(JudgedTest test, boolean failedBefore) {
        boolean failed = test.rate().failures() > 0;
        if (!failed && !failedBefore) {
            return;
        }
        Finding finding = new Finding.Judged(test, failedBefore);
        if (test.ignored()) {
            ignored.add(finding);
        } else if (!failed) {
            gone.add(finding);
        } else {
            (test.verdict() == Verdict.FAILING ? real : flaky).add(finding);
        }
    }

    List<Section> sections() {
        return List.of(
                new Section("Looks real: failed in every rerun", real),
                new Section("Flaky: passed and failed on the same code", flaky),
                new Section("Failed before, did not fail again: flaky, and rare", gone),
                new Section("Failed before, was not run again", unseen),
                new Section("Ignored by the configuration", ignored));
    }

    List<Finding> real() {
        return real;
    }

    /** Those that failed and passed, whether in the reruns or between the first run and them. */
    List<Finding> flaky() {
        List<Finding> both = new ArrayList<>(flaky);
        both.addAll(gone);
        return both;
    }

    boolean isEmpty() {
        return all().isEmpty();
    }

    List<Finding> all() {
        return sections().stream()
                .flatMap(section -> section.findings().stream())
                .toList();
    }

    void show(Finding finding) {
        shown.add(finding.id());
    }

    int leftOut() {
        return all().size() - shown.size();
    }

    Severity loudest() {
        return all().stream().map(Finding::severity).max(Severity::compareTo).orElse(Severity.NONE);
    }

    String headline(Detection detection) {
        if (!detection.isJudged()) {
            return "The tests could not be run again, so nothing is known about them";
        }
        int failed = real.size() + flaky().size() + unseen.size();
        if (failed == 0) {
            return ignored.isEmpty() ? "No test failed" : "Only ignored tests failed";
        }
        List<String> parts = new ArrayList<>();
        if (!real.isEmpty()) {
            parts.add("%d look%s real".formatted(real.size(), real.size() == 1 ? "s" : ""));
        }
        if (!flaky().isEmpty()) {
            parts.add("%d %s flaky".formatted(flaky().size(), flaky().size() == 1 ? "is" : "are"));
        }
        if (!unseen.isEmpty()) {
            parts.add("%d %s not run again".formatted(unseen.size(), unseen.size() == 1 ? "was" : "were"));
        }
        return "%s failed: %s".formatted(Plural.of(failed, "test"), String.join(", ", parts));
    }
}
