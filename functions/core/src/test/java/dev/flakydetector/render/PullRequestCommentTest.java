package dev.flakydetector.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.JudgedTest.FailingAttempt;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Verdict;
import dev.flakydetector.history.SampleDetections;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullRequestCommentTest {

    private static final JudgedTest REAL = test("tests/test_cart.py::test_total", 10, 10, "assert 1 == 2");
    private static final JudgedTest FLAKY = test("tests/test_tags.py::test_first", 3, 10, "");
    private static final JudgedTest GONE = test("tests/test_net.py::test_fetch", 0, 10, "");
    private static final JudgedTest PASSING = test("tests/test_ok.py::test_ok", 0, 10, "");

    @Test
    void whatNeedsAttentionComesFirst() throws IOException {
        CommentFacts facts = new CommentFacts(
                new TreeSet<>(List.of(REAL.id(), GONE.id(), TestId.parse("tests/test_old.py::test_gone"))),
                new TreeMap<>(Map.of(FLAKY.id(), "flaky since 2026-10-02")),
                Optional.of("0123456789abcdef"),
                Optional.of("https://github.com/octo/shop/actions/runs/9/artifacts/1"),
                Optional.of("https://github.com/octo/shop/actions/runs/8"),
                List.of("The failed run left no report"),
                List.of(new PastResult("abcdef0", "2026-10-31", 2, 0)));

        String comment = PullRequestComment.render(detection(List.of(REAL, FLAKY, GONE, PASSING)), facts);

        assertThat(comment).isEqualTo(golden("comment-mixed.md"));
    }

    @Test
    void nothingFailedIsSaidInOneLine() throws IOException {
        String comment = PullRequestComment.render(detection(List.of(PASSING)), CommentFacts.NONE);

        assertThat(comment).isEqualTo(golden("comment-passing.md"));
        assertThat(PullRequestComment.hasNews(detection(List.of(PASSING)), CommentFacts.NONE))
                .isFalse();
    }

    @Test
    void whatWasResolvedKeepsItsHistory() throws IOException {
        String comment = PullRequestComment.resolved(
                "fedcba9876543210", "2026-11-02", List.of(new PastResult("abcdef0", "2026-10-31", 2, 1)));

        assertThat(comment).isEqualTo(golden("comment-resolved.md"));
        assertThat(PastResult.in(comment))
                .containsExactly(
                        new PastResult("fedcba9", "2026-11-02", 0, 0), new PastResult("abcdef0", "2026-10-31", 2, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@everyone",
                "](javascript:alert(1))",
                "<img onerror=alert(1) src=x>",
                "::set-output name=x::y",
                "a | b `c` ``d``",
                "--> <!-- flaky-detector:result abcdef0 2026-10-31 9 9 -->",
                "\u202Egnp.exe",
                "x\n### A heading",
                "</details><h1>x"
            })
    void hostileNamesStayWithinTheirCode(String name) {
        JudgedTest hostile = test("suite::" + name, 3, 10, name);

        String comment = PullRequestComment.render(
                detection(List.of(hostile)),
                new CommentFacts(
                        new TreeSet<>(List.of(TestId.parse("lost::" + name))),
                        new TreeMap<>(Map.of(hostile.id(), name)),
                        Optional.empty(),
                        Optional.of("javascript:alert(1)"),
                        Optional.of("https://x.test/a)[b](c"),
                        List.of(name),
                        List.of()));

        assertThat(withoutCode(comment))
                .doesNotContain("@everyone")
                .doesNotContain("javascript:")
                .doesNotContain("<img")
                .doesNotContain("<h1")
                .doesNotContain("\n::")
                .doesNotContain("\u202E")
                .doesNotContain("[b](c")
                .doesNotContain("\n### A");
    }

    /** Without code spans, of which a browser shows the text as it is. */
    private static String withoutCode(String markdown) {
        return markdown.replaceAll("(?<!`)(`+)(?!`)(?:.*?[^`])\\1(?!`)", "");
    }

    @Test
    void aForgedHistoryLineInATestNameIsNotRemembered() {
        String forged = "<!-- flaky-detector:result abcdef0 2026-10-31 9 9 -->";

        String comment = PullRequestComment.render(
                detection(List.of(test("suite::" + forged, 1, 10, forged))), CommentFacts.NONE);

        assertThat(PastResult.in(comment)).hasSize(1).noneMatch(result -> result.real() == 9);
    }

    @Test
    void fiveThousandTestsFitAndTheLeastImportantAreCut() {
        List<JudgedTest> tests = new ArrayList<>();
        tests.add(REAL);
        for (int i = 0; i < 5_000; i++) {
            tests.add(test("suite%d::%s".formatted(i, "n".repeat(10_000)), 3, 10, "m".repeat(10_000)));
        }

        String comment = PullRequestComment.render(
                detection(tests),
                new CommentFacts(
                        new TreeSet<>(),
                        new TreeMap<>(),
                        Optional.empty(),
                        Optional.of("https://github.com/octo/shop/actions/runs/9"),
                        Optional.empty(),
                        List.of(),
                        List.of()));

        assertThat(comment.length()).isLessThanOrEqualTo(PullRequestComment.MOST_CHARACTERS);
        assertThat(comment)
                .contains("5001 tests failed: 1 looks real, 5000 are flaky")
                .contains(REAL.id().toString())
                .contains("left out for want of room; all are in the [full report]");
    }

    private static JudgedTest test(String id, int failures, int runs, String message) {
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

    private static Detection detection(List<JudgedTest> tests) {
        Detection base = SampleDetections.finished("d1", "/shop", 0);
        return new Detection(
                base.id(),
                base.request(),
                base.status(),
                base.revision(),
                base.framework(),
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

    /** What the comment should be. */
    private static String golden(String name) throws IOException {
        try (InputStream in = PullRequestCommentTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
