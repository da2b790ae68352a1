package dev.flakydetector.render.comment;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.JudgedTest.FailingAttempt;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Verdict;
import dev.flakydetector.history.SampleDetections;
import java.util.List;
import java.util.Optional;

/** Makes up detections to comment on. */
final class CommentSamples {

    private CommentSamples() {}

    static JudgedTest test(String id, int failures, int runs, String message) {
        Verdict verdict = failures == 0 ? Verdict.PASSING : failures == runs ? Verdict.FAILING : Verdict.FLAKY;
        Severity severity = failures == 0 ? Severity.NONE : failures == runs ? Severity.CRITICAL : Severity.MEDIUM;
        return new JudgedTest(
                TestId.parse(id),
                new FlakeRate(
                        failures, runs, new Interval(failures * 0.5 / runs, Math.min(1, failures * 1.5 / runs + 0.2))),
                new FlakeRate(failures / 2, runs / 2, Interval.UNKNOWN),
                new FlakeRate(failures - failures / 2, runs / 2, Interval.UNKNOWN),
                0,
                verdict,
                severity,
                failures == 3 ? Optional.of("only when shuffled") : Optional.empty(),
                false,
                failures == 0 ? List.of() : List.of(new FailingAttempt(2, new Seed(1002))),
                message.isEmpty() ? Optional.empty() : Optional.of(new Failure("AssertionError", message, "")));
    }

    static Detection detection(List<JudgedTest> tests) {
        return of(Optional.of(Framework.PYTEST), tests);
    }

    static Detection of(Optional<Framework> framework, List<JudgedTest> tests) {
        Detection base = SampleDetections.finished("d1", "/shop", 0);
        return new Detection(
                base.id(),
                base.request(),
                base.status(),
                base.revision(),
                framework,
                base.testCommand(),
                base.command(),
                base.verdict(),
                Severity.MEDIUM,
                tests,
                List.of(Problem.inAttempt(4, Problem.Kind.REPORT, "exit code 137 and no usable report")),
                10,
                0,
                base.startedAt(),
                base.duration());
    }
}
